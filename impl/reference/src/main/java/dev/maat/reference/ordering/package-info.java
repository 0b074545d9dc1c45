/**
 * In which order the messages of a view are delivered.
 *
 * <p>May use: delivery, group, stream, packet, parts. May be used by: reliability, change, the member.
 */
@NullMarked
package dev.maat.reference.ordering;

import org.jspecify.annotations.NullMarked;
