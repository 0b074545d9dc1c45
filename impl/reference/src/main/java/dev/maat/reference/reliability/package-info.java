/**
 * Reliable multicast within the running view: sending, storing, asking for what was lost, and knowing what every member holds.
 *
 * <p>Terms: the <em>window</em> is what a sender may have on its way at a time. A unit is on its way until every member has
 * <em>freed</em> it: delivered it, and learned that it is stable. To <em>acknowledge</em> is to report in a heartbeat how far
 * each stream is held and freed.
 *
 * <p>May use: ordering, delivery, group, stream, packet, parts, contract. May be used by: change, the member.
 */
@NullMarked
package dev.maat.reference.reliability;

import org.jspecify.annotations.NullMarked;
