/**
 * Carries out the fault plan of a run.
 *
 * <p>Terms: a planned fault <em>falls due</em> at its moment, which is a time or a <em>mark</em> that a process comes to. A role is
 * <em>cast</em> when the mark comes: nodes take its place. Then it is injected, or <em>put off</em> while the group cannot
 * afford it, or <em>withheld</em>. A fault is <em>underway</em> from the request to the deployment until the deployment has
 * confirmed its end.
 *
 * <p>May use: scenario, faults, checkers (recording), the conductor's port and group. May be used by: the conductor and its phases.
 */
@NullMarked
package dev.maat.scenario.conductor.faults;

import org.jspecify.annotations.NullMarked;
