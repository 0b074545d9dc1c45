/**
 * The feedback study: what strategies of feedback cost a sender, by the size of the group. The implementation measures ({@link
 * dev.maat.contract.FeedbackStudy}); this package plans the measurements, makes them side by side, and writes what they show.
 *
 * <p>Terms: a <em>case</em> is a strategy in a group of one size and one loss; it is measured once for each seed; a <em>figure</em> is a
 * number of a case that readers compare, with its mean and its range over the seeds.
 *
 * <p>May use: engine.run (progress, results folders), reports (the page), contract. May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.study;

import org.jspecify.annotations.NullMarked;
