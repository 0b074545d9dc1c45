/**
 * Small histories that violate a property: a {@linkplain dev.maat.checkers.catalogue.PropertyResult#witness() witness} as a
 * history of its own, and the smallest such history.
 *
 * <p>Terms: a <em>sub-history</em> is the header of a history and some of its lines, in their order. The {@code closed} line of a
 * log, where it is among them, is given the count that fits. So absence is shown like everything else, by a line: if the
 * sub-history has the {@code closed} or the crash of a log, then it says that nothing else of that process matters. If it has
 * neither, the log is incomplete, and its gaps prove nothing. A sub-history <em>tells</em> a violation if a checker finds in it the
 * same sentence that it found in the whole. Such a sentence is true of the whole, so leaving lines out can never make up a new one.
 *
 * <p>May use: catalogue, history, reading, properties, Jackson. May be used by: programs that show a violation. No other package of the
 * checkers uses it.
 */
@NullMarked
package dev.maat.checkers.witness;

import org.jspecify.annotations.NullMarked;
