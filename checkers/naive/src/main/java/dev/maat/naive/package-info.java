/**
 * The second checker: every property of the catalogue once more, straight from its definition, without regard to cost. It reads
 * histories itself and shares no code with the checkers, so a mistake in one of the two shows as a disagreement. The checkers' tests
 * compare both on random histories, and {@code ./maat verify} judges the histories of a bundle with both.
 *
 * <p>Terms: the <em>twin</em> of a property is its method here; a verdict is <em>ok</em> where the checker says holds or
 * not-exercised, because a twin does not count cases.
 *
 * <p>Most classes are unmarked for null: {@code null} is the view, the process or the send that a definition asks for and that is
 * not there, and annotations would hide the definitions.
 *
 * <p>May use: Jackson, nothing of ours. May be used by: tests of the checkers, engine.certify.verify, and junit, which hides it from
 * implementations.
 */
@NullMarked
package dev.maat.naive;

import org.jspecify.annotations.NullMarked;
