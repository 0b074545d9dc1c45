/**
 * What a process knows of its group: its epochs, its peers and whether they are alive, and the way out to the runtime.
 *
 * <p>Terms: an <em>epoch</em> is a view with all that belongs to it: streams, stability, and the agreement on its successor.
 *
 * <p>May use: stream, packet, parts, contract. May be used by: the rest of the reference.
 */
@NullMarked
package dev.maat.reference.group;

import org.jspecify.annotations.NullMarked;
