/** The claims of the field in figures, on small groups, and the parts of the simulation. */
@NullMarked
package dev.maat.reference.study;

import org.jspecify.annotations.NullMarked;
