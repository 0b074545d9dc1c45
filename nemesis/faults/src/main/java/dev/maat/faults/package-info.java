/** Fault model, plans, swarm: pure. */
@NullMarked
package dev.maat.faults;

import org.jspecify.annotations.NullMarked;
