/**
 * Judges histories while they are written, with the checkers that judge them whole.
 *
 * <p>Terms: the <em>window</em> is the lines that a later line could still need; at a <em>look</em> the checkers judge the window;
 * a message is <em>let go</em> when all its lines leave the window and only counts of them are kept; a <em>recall</em> reads
 * everything again, on a line that cannot be judged without lines that were let go; a violation is <em>firm</em> once no later line
 * can mend it, and is then reported before the end.
 *
 * <p>The rule for letting go, the proof that no verdict changes by it, and the table of firm violations are in
 * {@code LETTING-GO.md} beside this file.
 *
 * <p>May use: the doorway {@link dev.maat.checkers}, catalogue, history, reading, finding, properties, {@code online.release},
 * Jackson. May be used by: commands and deployments that follow a history. No other package of the checkers uses it.
 */
@NullMarked
package dev.maat.checkers.online;

import org.jspecify.annotations.NullMarked;
