/**
 * What deployments of real processes share: the session with each node, the probes of the links, the judge that watches.
 *
 * <p>Terms: a <em>session</em> is the control connection to one node; a <em>probe</em> shows that a link carries packets and
 * that a process is scheduled.
 *
 * <p>May use: engine.run, scenario, node (protocol), checkers. May be used by: the deployments.
 */
@NullMarked
package dev.maat.engine.live;

import org.jspecify.annotations.NullMarked;
