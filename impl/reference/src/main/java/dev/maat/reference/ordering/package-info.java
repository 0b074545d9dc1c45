/**
 * The order in which the messages of a view are delivered.
 *
 * <p>Terms: a <em>place</em> is a message's number in the total order of its view; <em>order data</em> announce places, in units
 * of the sequencer's stream.
 *
 * <p>May use: delivery, group, stream, packet, parts, contract. May be used by: reliability, change, the member.
 */
@NullMarked
package dev.maat.reference.ordering;

import org.jspecify.annotations.NullMarked;
