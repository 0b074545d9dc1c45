/**
 * Apache Tomcat's Tribes, loaded the same way as the reference: a {@link dev.maat.contract.GroupMember} on a {@code GroupChannel}.
 *
 * <p>A static group over TCP, set up as Tomcat's documentation does it without IP multicast: static members, a failure detector that
 * connects, pings, and the order interceptor. Each message is sent with a synchronized acknowledgement, the strongest of the three
 * levels that Tribes offers: the call returns when each member has processed the message, or throws with the members that have not.
 *
 * <p>Tribes tells an application which members came and went, one at a time, and its coordinators tell views that carry an
 * identity and no number. Views of that kind cannot be compared in order, so none are recorded.
 *
 * <p>May use: contract, Tribes. May be used by: no package; it is loaded from its implementation folder.
 */
@NullMarked
package dev.maat.tribes;

import org.jspecify.annotations.NullMarked;
