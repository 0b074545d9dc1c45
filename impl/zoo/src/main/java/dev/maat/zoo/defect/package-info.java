/**
 * A planted defect: a name, and the core that has it.
 *
 * <p>May use: contract, the reference's public composition. May be used by: the rooms of the zoo.
 */
@NullMarked
package dev.maat.zoo.defect;

import org.jspecify.annotations.NullMarked;
