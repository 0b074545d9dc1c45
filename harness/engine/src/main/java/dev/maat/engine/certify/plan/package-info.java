/**
 * The plan of a certification: every run of it, fixed before the first.
 *
 * <p>Terms: the <em>plan</em> is made from a <em>master seed</em> and names every run; a <em>share</em> of it is the runs of one
 * <em>source</em> of scenarios, the swarm or a case of the battery, in one deployment over one transport.
 *
 * <p>May use: engine.battery, engine.bundle, engine.run, engine (requests, deployments), checkers, node. May be used by: the other rooms of certify, the commands, and junit.
 */
@NullMarked
package dev.maat.engine.certify.plan;

import org.jspecify.annotations.NullMarked;
