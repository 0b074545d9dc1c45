/**
 * Planted defects that the checkers must catch; never published.
 *
 * <p>Each is the reference composed with one rule replaced by a plausible mistake, or the reference behind an upcall path with one
 * such mistake. The reference itself has no switch for any of them. They claim the same as the reference, and so break their claim.
 *
 * <p>May use: contract, the reference's public composition. May be used by: suites, as an implementation folder.
 */
@NullMarked
package dev.maat.zoo;

import org.jspecify.annotations.NullMarked;
