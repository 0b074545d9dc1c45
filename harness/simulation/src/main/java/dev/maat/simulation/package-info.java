/**
 * The deterministic deployment: one thread, virtual time, a seeded network. The same scenario gives the same history to the
 * byte.
 *
 * <p>Terms: an <em>event</em> is a packet's arrival, a timer, a start, or a moment the conductor asked for; events are handled
 * one after the other, in the order of time. A <em>draw</em> is a pure function of seed, link, packet and occurrence, so
 * removing a fault from a scenario shifts no other draw. A node's <em>local clock</em> has an origin and a drift of its own. A <em>crash
 * point</em> lies between two effects of one step, or between two destinations of one fan-out. The <em>fingerprint</em> is a
 * rolling hash of all events and effects.
 *
 * <p>May use: scenario, recording, contract, faults, the recorders of checkers. May be used by: engine, suites, and tests of cores.
 */
@NullMarked
package dev.maat.simulation;

import org.jspecify.annotations.NullMarked;
