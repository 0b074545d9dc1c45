/**
 * The engine's doorway: the request of a user, and the deployments by name.
 *
 * <p>Terms: a <em>deployment</em> is the place where the processes of a run live (simulation, containers); a <em>run
 * directory</em> holds scenario, history, verdict and report of one run; a <em>campaign</em> runs many seeds of one request.
 *
 * <p>May use: the deployments in the packages below, engine.run, scenario, faults, node, contract; never an implementation, those
 * are folders found at run time. May be used by: {@code dev.maat.engine.cli}, extensions for users' builds.
 */
@NullMarked
package dev.maat.engine;

import org.jspecify.annotations.NullMarked;
