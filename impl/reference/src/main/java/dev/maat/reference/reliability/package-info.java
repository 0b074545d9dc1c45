/**
 * How the messages of a view reach every member in spite of loss, and when they are stable.
 *
 * <p>May use: ordering, delivery, group, stream, packet. May be used by: change, the member.
 */
@NullMarked
package dev.maat.reference.reliability;

import org.jspecify.annotations.NullMarked;
