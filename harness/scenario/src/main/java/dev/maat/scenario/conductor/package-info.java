/**
 * Conducts a run, sans-I/O: observations go in, actions come out. One conductor for all deployments.
 *
 * <p>Terms: an <em>action</em> is what the deployment is to do; an <em>observation</em> is what it saw; the <em>roster</em> is
 * all nodes and the newest view; the <em>core</em> is the set of nodes healed and judged for liveness.
 *
 * <p>May use: scenario, faults, checkers (recording). May be used by: simulation, engine.
 */
@NullMarked
package dev.maat.scenario.conductor;

import org.jspecify.annotations.NullMarked;
