/**
 * The port between the conductor and a deployment: the sealed types that they exchange.
 *
 * <p>Terms: an <em>action</em> is a request of the conductor to the deployment; an <em>observation</em> is a report of the
 * deployment to the conductor.
 *
 * <p>May use: faults, Jackson. May be used by: the other packages of the conductor, simulation, engine.
 */
@NullMarked
package dev.maat.scenario.conductor.port;

import org.jspecify.annotations.NullMarked;
