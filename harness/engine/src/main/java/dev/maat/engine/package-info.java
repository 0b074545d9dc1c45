/**
 * Runs scenarios and keeps what comes of them: deployments, run directories, campaigns over many seeds.
 *
 * <p>Terms: a <em>deployment</em> is where the processes of a run live (simulation, containers); a <em>run directory</em> holds
 * scenario, history, verdict and report of one run; a <em>campaign</em> is the same question asked of many seeds.
 *
 * <p>May use: simulation, scenario, faults, node, injectors, checkers, reports, contract; never an implementation, those are
 * folders found at run time. May be used by: {@code dev.maat.engine.cli}, the suites, extensions for other people's builds.
 */
@NullMarked
package dev.maat.engine;

import org.jspecify.annotations.NullMarked;
