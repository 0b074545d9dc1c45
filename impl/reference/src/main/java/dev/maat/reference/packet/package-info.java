/**
 * The packets of the reference, as records and in binary form.
 *
 * <p>Terms: a packet's <em>subject</em> is the view it is about, by number and tag, which may be older than the view its sender
 * has installed; a <em>unit</em> has a number in a sender's stream and is a fragment of a message, or order data; a
 * <em>value</em> is a proposed successor of a view; a <em>ballot</em> is one attempt to decide it; a <em>seal</em> ends every packet and shows
 * that the rest of it is as a process of the group sent it.
 *
 * <p>May use: contract, the JDK. May be used by: the reference, its tests and what is composed from its parts.
 */
@NullMarked
package dev.maat.reference.packet;

import org.jspecify.annotations.NullMarked;
