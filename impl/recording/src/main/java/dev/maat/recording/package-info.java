/**
 * The one meaning of an effect, or of a live member's upcall, as evidence: the simulation and the node record by the same
 * classes, so a line of a history means the same whichever of them wrote it.
 *
 * <p>Terms: <em>evidence</em> is the process's log, written line by line before the application sees the event. A delivery is
 * <em>unstable</em> until the implementation says that every member holds its message. A multicast is <em>held back</em> while
 * the process has no view, or while the implementation asks for back-pressure.
 *
 * <p>Each bound of this package stands in {@link dev.maat.recording.RecordingBounds}.
 *
 * <p>May use: contract, the recorders of checkers. May be used by: the node and the simulation.
 */
@NullMarked
package dev.maat.recording;

import org.jspecify.annotations.NullMarked;
