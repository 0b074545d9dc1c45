/**
 * Aeron, loaded the same way as the reference: a static group in which each member publishes one stream that all subscribe to.
 *
 * <p>Over {@code multicast} the stream is sent by IP multicast, over {@code udp} by multi-destination-cast, to each subscriber alone.
 * Aeron's documentation promises that a subscriber sees a stream reliably and in order, repaired by negative acknowledgements while
 * the publisher lives. Its flow control for several receivers lets the publisher run ahead of a slow one unless the strategy
 * {@code min} is chosen, so it is chosen here. Each process runs a media driver of its own.
 *
 * <p>Terms: an <em>image</em> is a stream as a subscriber sees it. A <em>greeting</em> is what a member publishes until all members
 * hear each other.
 *
 * <p>May use: contract, Aeron. May be used by: no package; it is loaded from its implementation folder.
 */
@NullMarked
package dev.maat.aeron;

import org.jspecify.annotations.NullMarked;
