/** Reliable multicast within a view: what its parts compute. */
@NullMarked
package dev.maat.reference.reliability;

import org.jspecify.annotations.NullMarked;
