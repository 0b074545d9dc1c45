/**
 * A hunt: a long campaign over many seeds and configurations that groups what it finds, steers its draws towards what its seeds have not
 * come to, and can be stopped and gone on with at any moment.
 *
 * <p>Terms: a <em>configuration</em> is an ordering, a delivery and a way to repair losses; an <em>epoch</em> is a stretch of consecutive
 * seeds of one configuration, and configurations take turns epoch by epoch; a <em>hole</em> is a pair of fault and phase that no seed has
 * come to; a seed is <em>steered</em> when a fault of its plan is aimed at a hole; a <em>shard</em> is every n-th epoch; a
 * <em>finding</em> groups the seeds that failed in the same way.
 *
 * <p>An epoch is steered by what the epochs before it in its shard have covered, all of them finished. So the number of jobs decides
 * nothing, and neither does a stop: the state is written, whole, after each epoch, and an epoch that was cut off is run again from its
 * beginning.
 *
 * <p>May use: engine.run, engine.campaign, faults, scenario, checkers, reports, Jackson. May be used by: the commands, the suites.
 */
@NullMarked
package dev.maat.engine.hunt;

import org.jspecify.annotations.NullMarked;
