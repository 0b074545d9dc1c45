/**
 * One rule of the orders each: the sequencer, causes, Lamport times, uniformity.
 *
 * <p>May use: contract, the reference's public composition, defect. May be used by: the zoo's provider.
 */
@NullMarked
package dev.maat.zoo.order;

import org.jspecify.annotations.NullMarked;
