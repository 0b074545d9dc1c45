/**
 * The files that a node process must not lose: its evidence and its identity.
 *
 * <p>The <em>evidence log</em> is one file per process, {@code history/<process>.jsonl} in the node's data folder. A line is in
 * the file, by a completed write, before the event it records can have an effect. SIGKILL therefore loses no event that another
 * process or the application saw. A power failure of the host may lose some: lines are not synced one by one. The
 * <em>incarnation</em> of a process and the <em>founder's mark</em> of its node are synced before the process sends its first
 * packet. The <em>last word</em> of a process, {@code history/<process>.signal}, names the signal that ended it.
 *
 * <p>May use: checkers (recording), Jackson. May be used by: the node.
 */
@NullMarked
package dev.maat.node.evidence;

import org.jspecify.annotations.NullMarked;
