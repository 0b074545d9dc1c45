/**
 * The one meaning of an effect, or of a live member's upcall, as evidence: the simulation and the node record by the same
 * classes, so a line of a history means the same whichever of them wrote it.
 *
 * <p>Terms: <em>evidence</em> is the process's log, written line by line before the application sees the event. A delivery is
 * <em>unstable</em> until the implementation says that every member holds its message. A multicast is <em>held back</em> while
 * the process has no view, or while the implementation asks for back-pressure.
 *
 * <p>The <em>fence</em> is around an implementation: {@link dev.maat.recording.FencedCore} calls a pure core, and whatever a call
 * does ends in effects that are effects, or in an {@link dev.maat.recording.ImplementationFault} with its cause. A <em>guard</em>
 * stands beside each call for what only the runtime can see: threads, interrupts, exits, calls that do not return.
 *
 * <p>Each bound on memory stands in {@link dev.maat.recording.RecordingBounds}.
 *
 * <p>May use: contract, the recorders of checkers. May be used by: the node and the simulation.
 */
@NullMarked
package dev.maat.recording;

import org.jspecify.annotations.NullMarked;
