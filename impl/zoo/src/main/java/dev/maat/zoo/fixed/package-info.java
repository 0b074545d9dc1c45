/**
 * Protocols for static groups, which install no view: one that is sound, and two that break their claim.
 *
 * <p>May use: contract, defect. May be used by: the zoo's provider.
 */
@NullMarked
package dev.maat.zoo.fixed;

import org.jspecify.annotations.NullMarked;
