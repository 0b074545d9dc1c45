/**
 * A sound reference whose upcalls are spoilt on their way to the application.
 *
 * <p>May use: contract, the reference's public composition, defect. May be used by: the zoo's provider.
 */
@NullMarked
package dev.maat.zoo.upcalls;

import org.jspecify.annotations.NullMarked;
