/**
 * The container deployment: a scenario on real containers, hurt by real faults.
 *
 * <p>Terms: the <em>engine</em> is the Docker engine that Testcontainers finds; a <em>node container</em> runs one node of the
 * topology at a fixed address of the run's own <em>group network</em>, where the faults happen; on the <em>control network</em> the
 * harness reaches each node, and no node another; the <em>harness</em> is this process. Everything that a run makes at the
 * engine is <em>labelled</em> with the harness's machine, boot, process id and start in clock ticks, so that the next run can remove
 * what a killed one left. A <em>stranger</em> is a run whose harness cannot be judged from here; it is left alone. The <em>needs</em>
 * of a run are examined before anything is made.
 *
 * <p>May use: Testcontainers and its Docker client, engine.live, engine.run, node (protocol), injectors, scenario, faults. May be used by: {@link
 * dev.maat.engine.Deployments}; the doctor, which asks for {@link dev.maat.engine.containers.ContainerNeeds}; the launcher
 * and the suites. It knows no implementation by name: an implementation is a folder, copied into the containers.
 */
@NullMarked
package dev.maat.engine.containers;

import org.jspecify.annotations.NullMarked;
