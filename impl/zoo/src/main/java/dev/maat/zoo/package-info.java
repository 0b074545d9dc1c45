/**
 * Planted defects that the checkers must catch; never published.
 *
 * <p>Each is the reference composed with one part that does what is easily done wrong, or the reference behind an upcall path
 * with one such mistake. There is no switch for any of them in the reference itself. They claim what the reference claims:
 * that is what makes them wrong.
 *
 * <p>May use: contract, the reference's public composition. May be used by: suites, as an implementation folder.
 */
@NullMarked
package dev.maat.zoo;

import org.jspecify.annotations.NullMarked;
