/**
 * Hands messages to the application.
 *
 * <p>May use: group, stream, contract. May be used by: ordering, reliability, the member.
 */
@NullMarked
package dev.maat.reference.delivery;

import org.jspecify.annotations.NullMarked;
