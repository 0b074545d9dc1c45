/**
 * Planted defects that the checkers must catch; never published.
 *
 * <p>Most are the reference with one rule replaced by a plausible mistake, in the rooms agreement, transition, stream and order; or the
 * reference behind a layer that makes such a mistake, in the room upcalls. The reference itself has no switch for any of them. They
 * claim the same as the reference, and so break their claim.
 *
 * <p>Three are static groups, which install no view: {@code zoo:static-sent-once} and {@code zoo:static-unrelayed} break their claim,
 * {@code zoo:static-relayed} is the sound one that they are compared with.
 *
 * <p>May use: contract, the reference's public composition, its rooms. May be used by: suites, as an implementation folder.
 */
@NullMarked
package dev.maat.zoo;

import org.jspecify.annotations.NullMarked;
