/**
 * A run on real nodes, wherever they are: the conductor in real time, the session with each node, the probes of the links, the
 * judge that watches.
 *
 * <p>Terms: a <em>host</em> is the place where a node has its processes, one after the other; {@link
 * dev.maat.engine.live.NodeHosts} is all that a run needs of them, and a deployment provides it. A <em>session</em> is the
 * control connection to one process of a node. A process writes a line of its history to its <em>evidence</em>, the file in its
 * host, and then <em>reports</em> the line on that connection. A <em>probe</em> shows that a link carries packets and that a
 * process is scheduled. A node <em>beats</em> on its control connection; one that is silent may be held from outside. An
 * <em>outsider</em> is whoever does something to the group that neither the plan nor the implementation did; the run then proves
 * nothing.
 *
 * <p>May use: engine.run, scenario, node (protocol), faults, injectors (the interface alone, no deployment's), checkers. May be
 * used by: the deployments. It never looks at them, nor at a library of containers.
 */
@NullMarked
package dev.maat.engine.live;

import org.jspecify.annotations.NullMarked;
