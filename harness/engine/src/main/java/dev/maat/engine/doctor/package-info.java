/**
 * What this machine can do for Maat, what each thing is good for, and how to mend what is missing.
 *
 * <p>Terms: a <em>finding</em> is one thing looked for; it is <em>ready</em>, <em>obtainable</em> (Maat gets it by itself when
 * it needs it) or <em>missing</em>.
 *
 * <p>May use: the JDK, Jackson, what the container deployment wants, what the kernel can. May be used by: {@code dev.maat.engine.cli}.
 */
@NullMarked
package dev.maat.engine.doctor;

import org.jspecify.annotations.NullMarked;
