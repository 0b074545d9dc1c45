/**
 * The reference implementation: reliable, virtually synchronous and totally ordered multicast, as pure cores.
 *
 * <p>Terms: an <em>epoch</em> is a view with all that belongs to it (streams, agreement on its successor); a <em>stream</em> is
 * what one member sends in one view, in <em>units</em> numbered from 1; the <em>held</em> prefix of a stream has no gap; it is
 * <em>stable</em> when every member holds it and <em>freed</em> when it is stable and delivered here; the <em>cut</em> says how
 * far each stream is delivered before the next view; a process is <em>frozen</em> from its first promise in a view on; it is
 * <em>departing</em> when the decided next view is without it; a joiner is <em>loaded</em> when it has the application's state.
 *
 * <p>The packages, from the ground up: {@code options}, {@code packet}, {@code parts} (the rules), {@code stream}, {@code feedback}, {@code
 * group}, {@code delivery}, {@code ordering}, {@code reliability}, {@code transfer}, {@code change}. This package composes them. Each rule that a defect may
 * break is named in {@link dev.maat.reference.parts.ReferenceParts}; there is no switch for defects.
 *
 * <p>May use: every package below, contract. May be used by: implementations composed from its parts (the zoo), suites.
 */
@NullMarked
package dev.maat.reference;

import org.jspecify.annotations.NullMarked;
