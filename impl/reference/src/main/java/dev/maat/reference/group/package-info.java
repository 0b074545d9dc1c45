/**
 * The group as one process knows it: its epochs, the members that it suspects, and its way out to the runtime.
 *
 * <p>Terms: an <em>epoch</em> is a view with all that belongs to it. It owns four things: the <em>membership</em> (identity, never
 * changed), the streams, the <em>acknowledged</em> prefixes of the streams, and the <em>agreement</em> on the next view.
 *
 * <p>May use: stream, packet, parts, options, contract. May be used by: delivery, ordering, reliability, change, the member.
 */
@NullMarked
package dev.maat.reference.group;

import org.jspecify.annotations.NullMarked;
