/**
 * One rule of the streams each: the tail, repair, stability.
 *
 * <p>May use: contract, the reference's public composition, defect. May be used by: the zoo's provider.
 */
@NullMarked
package dev.maat.zoo.stream;

import org.jspecify.annotations.NullMarked;
