/**
 * What the reference is composed of, where it can be composed otherwise: the policies that a planted defect replaces.
 *
 * <p>May use: the JDK. May be used by: the reference, the zoo.
 */
@NullMarked
package dev.maat.reference.parts;

import org.jspecify.annotations.NullMarked;
