/**
 * The multicasts of the application: the load of the workload, and the END message of each core process.
 *
 * <p>May use: scenario, faults (draws by seed), the conductor's port and group. May be used by: the conductor and its phases.
 */
@NullMarked
package dev.maat.scenario.conductor.load;

import org.jspecify.annotations.NullMarked;
