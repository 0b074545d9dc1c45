/** The reference implementation: pure cores. */
@NullMarked
package dev.maat.reference;

import org.jspecify.annotations.NullMarked;
