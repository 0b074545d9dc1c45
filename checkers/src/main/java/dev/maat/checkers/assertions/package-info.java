/**
 * Assertions on histories for other people's tests, in the style of fluent assertion libraries and without any of them.
 *
 * <p>May use: the judge and its results. May be used by: whoever tests a group communication system.
 */
@NullMarked
package dev.maat.checkers.assertions;

import org.jspecify.annotations.NullMarked;
