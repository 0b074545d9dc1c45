/**
 * The engine's doorway: the request of a user, and the deployments by name.
 *
 * <p>Terms: a <em>deployment</em> is the place where the processes of a run live (simulation, containers); a <em>run
 * directory</em> holds scenario, history, verdict and report of one run; a <em>campaign</em> runs many seeds of one request; the
 * <em>options question</em> asks an implementation whether it takes the options of a scenario, before anything starts.
 *
 * <p>May use: engine.simulated, engine.containers, engine.run, injectors and simulation (the faults that each can inject), scenario,
 * faults, node (implementation folders), recording, contract. It uses no implementation: implementations are folders found at run time.
 * May be used by: cli.run, extensions for users' builds.
 */
@NullMarked
package dev.maat.engine;

import org.jspecify.annotations.NullMarked;
