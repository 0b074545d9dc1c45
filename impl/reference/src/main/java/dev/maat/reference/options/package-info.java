/**
 * The options of a process, read from their text and checked.
 *
 * <p>They are a package of their own because the group, the view change and the composed member all read them, and
 * because an option names a choice (an ordering, a delivery rule) without knowing the class that implements it.
 *
 * <p>May use: the JDK. May be used by: group, reliability, change, the member.
 */
@NullMarked
package dev.maat.reference.options;

import org.jspecify.annotations.NullMarked;
