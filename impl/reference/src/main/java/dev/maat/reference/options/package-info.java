/**
 * The options of a process, read from their text and checked.
 *
 * <p>They are a package of their own because every other package reads them, and because an option names a choice (an ordering,
 * a delivery rule) without knowing the class that implements it.
 *
 * <p>May use: the JDK. May be used by: the rest of the reference.
 */
@NullMarked
package dev.maat.reference.options;

import org.jspecify.annotations.NullMarked;
