/**
 * The node protocol, version 2: how a harness drives one node, and how a program in any language can be put under test.
 *
 * <p>The node listens on TCP, the harness connects. Both send lines: UTF-8, one JSON object a line, ended by a newline (byte
 * 10), at most {@link dev.maat.node.protocol.Protocol#MAX_LINE_BYTES} long. This connection is not part of the group's traffic:
 * faults do not affect it, and a node does not listen for it where the group can reach it.
 *
 * <p>A connection begins with the harness's {@code hello}, which carries the <em>token</em> of the run. The node has the same token
 * from a file, never from its command line. It answers nothing but an {@code error} to a connection that begins otherwise, and
 * closes it. Connections that have not said hello are bounded in number and in time, so that a stranger who opens many does not
 * keep the harness out.
 *
 * <h2>Commands (harness to node)</h2>
 *
 * <pre>{@code
 * {"cmd":"hello","protocol":"maat-node","version":2,"token":"5f0c..."}
 * {"cmd":"start","implementation":"reference","options":{"ordering":"total"},"transport":"udp",
 *  "addresses":{"n1":"10.0.0.1:7000","n2":"10.0.0.2:7000"},"multicastGroup":"239.1.1.1:7100","founders":["n1","n2"],
 *  "generation":"g1","seed":7,"originNanos":123456,"nowNanos":123999,
 *  "limits":{"maxPacketBytes":1400,"maxPayloadBytes":262144,"maxBufferBytes":8388608,
 *  "maxCallMillis":90000}}
 * {"cmd":"follow","line":0}
 * {"cmd":"multicast","number":17,"size":128,"last":false}
 * {"cmd":"probe","id":3}
 * {"cmd":"leave"}
 * {"cmd":"stop"}
 * }</pre>
 *
 * <ul>
 *   <li>{@code hello}: the first line of every connection, and of no other use.
 *   <li>{@code start}, once in the life of the operating system's process: become a process of the group. {@code addresses}: of
 *       every node of the topology, this one's included, in a fixed order; {@code multicastGroup} only with transport
 *       {@code multicast}. {@code originNanos}: reading of the host's monotonic clock (Linux: CLOCK_MONOTONIC, Java:
 *       {@code System.nanoTime()}) when the run began; {@code t} of every event is that clock minus the origin. Containers of
 *       one host share this clock and no nemesis skews it. {@code nowNanos}: the harness's reading when it sent the command; a
 *       node whose own clock is more than a minute away refuses to start, because its {@code t} would mean nothing.
 *       {@code founders}: nodes of view 0 in rank order; in a static group, which has no views, all nodes, and multicasts come right
 *       after {@code started}. {@code maxCallMillis}: a live member's call that has waited for so long does not return; it outlasts
 *       every fault that the run plans. {@code stateBytes}, which may be missing: how long the application's state is that joiners load, at
 *       least.
 *   <li>{@code multicast}: multicast message {@code number} (increasing, gaps allowed) of {@code size} bytes; {@code last} marks
 *       the END message.
 *   <li>{@code probe}: answer with the packets received from each peer since the last probe, and send one harness packet to each
 *       peer on the group's network, so that the next probe has something to count even while the protocol itself is silent.
 *   <li>{@code leave}: leave the group in good order. {@code stop}: close the log and exit 0 without telling the group.
 *   <li>{@code follow}: on a further connection to a started node: send the events from line {@code line} on (0: all).
 * </ul>
 *
 * <h2>Answers (node to harness)</h2>
 *
 * A line that begins with <code>{"answer"</code> is an answer. Every other line is a line of the history: the node sends all lines
 * of its evidence file, unchanged and in order.
 *
 * <pre>{@code
 * {"answer":"hello","protocol":"maat-node","version":2,"node":"n1","process":null}
 * {"answer":"beat","unscheduledMillis":0}
 * {"answer":"started","process":"n1.0","founder":true}
 * {"answer":"probe","id":3,"via":"transport","received":{"n2":12}}
 * {"answer":"refused","number":17,"why":"..."}
 * {"answer":"error","why":"..."}
 * {"answer":"ended","process":"n1.0","exitCode":0,"why":"left"}
 * }</pre>
 *
 * <ul>
 *   <li>{@code hello}: the first answer on every connection, to the harness's own; {@code process}: the process that already runs,
 *       or null.
 *   <li>{@code beat}: on every connection, every {@link dev.maat.node.protocol.Protocol#BEAT_MILLIS}, by a thread that does nothing
 *       else. {@code unscheduledMillis}: how much later than due, if the process used next to no processor time meanwhile. It was
 *       paused or stopped then, or its machine had no time for it.
 *   <li>{@code probe}: given by the thread that runs the protocol, so it proves that the process was scheduled. {@code via}:
 *       {@code transport} if the counts are of the group's own sockets, {@code beside} if the implementation owns its sockets
 *       and the node counts datagrams of its own, sent between the same addresses.
 *   <li>{@code refused}: the node had no room for the command (the application was held back); nothing of it is recorded.
 *   <li>{@code error}: a command was wrong; the connection stays open, except after a line that was too long.
 *   <li>{@code ended}: the last line; the log is complete if {@code exitCode} is 0. Exit codes:
 *       {@link dev.maat.node.protocol.ExitCode}.
 * </ul>
 *
 * <h2>A node's further duties</h2>
 *
 * Append every event to its evidence file by a completed write before the application sees it and before a packet about it can
 * leave; make its incarnation and the founder's mark durable before its first packet; exit 0 after {@code left} or
 * {@code excluded}, with {@code closed} as the last line of its log.
 *
 * <p>May use: Jackson. May be used by: the node and the engine.
 */
@NullMarked
package dev.maat.node.protocol;

import org.jspecify.annotations.NullMarked;
