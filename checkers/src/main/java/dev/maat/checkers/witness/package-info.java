/**
 * Histories that violate and are small: what a {@linkplain dev.maat.checkers.catalogue.PropertyResult#witness() witness} shows, as a
 * history of its own, and the smallest such history.
 *
 * <p>Terms: a <em>sub-history</em> is the header of a history and some of its lines, in their order; the {@code closed} line
 * of a log, where it is among them, is given the count that fits. So absence is shown like anything else, by a line: a log
 * of which the sub-history has {@code closed}, or the crash, says that nothing else of this process matters, and one of
 * which it has neither is incomplete and proves nothing by what it lacks. A sub-history <em>tells</em> a violation if a
 * checker finds in it the very sentence that it found in the whole: a claim about the whole that is true there, so that
 * leaving lines out can never make up another one.
 *
 * <p>May use: the history model, the properties. May be used by: whoever shows a violation.
 */
@NullMarked
package dev.maat.checkers.witness;

import org.jspecify.annotations.NullMarked;
