/**
 * Reliable multicast within the running view: sending, storing, and knowing what every member holds. A strategy of
 * {@link dev.maat.reference.feedback} asks for what was lost and brings acknowledgements back.
 *
 * <p>Terms: the <em>window</em> is what a sender may have on its way at a time. A unit is on its way until every member has
 * <em>freed</em> it: delivered it, and learned that it is stable. To <em>acknowledge</em> is to report how far a stream is held
 * and freed: in a heartbeat to all, or to the sender of the stream, which then <em>announces</em> which members hold it.
 *
 * <p>May use: feedback, ordering, delivery, group, stream, packet, parts, options, contract. May be used by: change, the member.
 */
@NullMarked
package dev.maat.reference.reliability;

import org.jspecify.annotations.NullMarked;
