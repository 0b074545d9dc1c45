/**
 * Assertions on histories for tests of users, in the style of fluent assertion libraries but without depending on any.
 *
 * <p>May use: the doorway {@link dev.maat.checkers}, catalogue, history. May be used by: tests of group communication systems. No
 * other package of the checkers uses it.
 */
@NullMarked
package dev.maat.checkers.assertions;

import org.jspecify.annotations.NullMarked;
