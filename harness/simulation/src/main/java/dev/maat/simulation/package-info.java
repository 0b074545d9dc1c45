/** Deterministic deployment. */
@NullMarked
package dev.maat.simulation;

import org.jspecify.annotations.NullMarked;
