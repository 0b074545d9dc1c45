/**
 * Measures how many seeds a campaign in simulation runs and judges for a minute of one processor, and where the time goes.
 *
 * <p>Terms: a <em>schedule</em> is one seed, run and judged; a <em>share</em> is the part of the processor time that one part of Maat, of the
 * implementation or of the JVM takes, as samples of all stacks show it.
 *
 * <p>May use: engine.run, engine.campaign. May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.bench.hunt;

import org.jspecify.annotations.NullMarked;
