/**
 * The group as the conductor sees it.
 *
 * <p>Terms: a <em>node</em> runs one process after the other; a process is named {@code node.incarnation}. The <em>roster</em> is
 * all nodes and the newest view. A process is <em>well</em> if it runs and is in the group or on its way into it. The <em>core</em>
 * is the set of nodes that are healed and judged for liveness; <em>stragglers</em> are nodes that run outside the core and are not
 * cut off from it. <em>Signs</em> are the phases and suspicions that a process reports; they explain a standstill. A <em>static</em>
 * group has no views: its processes are in one implicit view of all of them.
 *
 * <p>May use: the JDK. May be used by: the other packages of the conductor.
 */
@NullMarked
package dev.maat.scenario.conductor.group;

import org.jspecify.annotations.NullMarked;
