/**
 * One rule of the agreement on views each: quorums, ballots, patience, adoption, successors, decisions.
 *
 * <p>May use: contract, the reference's public composition, defect. May be used by: the zoo's provider.
 */
@NullMarked
package dev.maat.zoo.agreement;

import org.jspecify.annotations.NullMarked;
