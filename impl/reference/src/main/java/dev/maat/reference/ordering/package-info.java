/**
 * The order in which the messages of a view are delivered.
 *
 * <p>Terms: a <em>place</em> is a message's number in the total order of its view; a message's <em>causes</em> are the messages
 * that its sender had delivered when it sent it; <em>order data</em> are units that announce places, in the sequencer's stream, or
 * causes, before the message that has them; a member is <em>past</em> a message when all that it sends from now on comes later in
 * the order of Lamport times.
 *
 * <p>May use: delivery, group, stream, packet, parts, contract. May be used by: reliability, change, the member.
 */
@NullMarked
package dev.maat.reference.ordering;

import org.jspecify.annotations.NullMarked;
