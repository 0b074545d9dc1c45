/** The scenario file and the conductor of a run. */
@NullMarked
package dev.maat.scenario;

import org.jspecify.annotations.NullMarked;
