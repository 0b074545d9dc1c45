/**
 * The rules that the reference is composed of: each decision that a planted defect may want to make otherwise is an interface with
 * the standard rule as a constant, and with the reason for that rule.
 *
 * <p>Terms: of view <em>k</em>, the <em>next</em> view is k+1; a <em>promiser</em> is a member that promised the running ballot; a
 * <em>survivor</em> is in k and in k+1, a <em>joiner</em> only in k+1.
 *
 * <p>May use: packet, the JDK. May be used by: the reference, the zoo.
 */
@NullMarked
package dev.maat.reference.parts;

import org.jspecify.annotations.NullMarked;
