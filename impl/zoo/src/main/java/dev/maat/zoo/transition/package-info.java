/**
 * One rule of the transition each: the cut, departure, retention, state transfer.
 *
 * <p>May use: contract, the reference's public composition, defect. May be used by: the zoo's provider.
 */
@NullMarked
package dev.maat.zoo.transition;

import org.jspecify.annotations.NullMarked;
