/**
 * The container deployment: a scenario on real containers, hurt by real faults.
 *
 * <p>Terms: the <em>engine</em> is the Docker engine that Testcontainers finds; a <em>node container</em> runs one node of the
 * topology at a fixed address of the run's own <em>group network</em>, where the faults happen; on the <em>control network</em> the
 * harness reaches each node, and no node another; the <em>harness</em> is this process.
 *
 * <p>May use: Testcontainers and its Docker client, its rooms for needs and leftovers, engine.live, engine.run, node (protocol), injectors,
 * scenario, faults. May be used by: {@link dev.maat.engine.Deployments} and the suites. It knows no implementation by name: an
 * implementation is a folder, copied into the containers.
 */
@NullMarked
package dev.maat.engine.containers;

import org.jspecify.annotations.NullMarked;
