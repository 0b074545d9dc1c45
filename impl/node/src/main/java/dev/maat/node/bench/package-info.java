/**
 * The process of one member in {@code maat bench group}: hosts an implementation, loads it with multicasts, and counts what comes
 * back. It writes no history, whatever the implementation: neither side of a comparison pays for evidence.
 *
 * <p>The harness talks to it by lines. Commands come in on standard input, answers and news go out on standard output; the end of
 * the input ends the process, so a harness that dies leaves no member behind.
 *
 * <table>
 * <caption>Commands and answers</caption>
 * <tr><th>command</th><th>answer</th></tr>
 * <tr><td>{@code load BYTES RATE}</td><td>none: multicasts payloads of so many bytes from now on, so many a second, or for 0 as many as
 * flow control lets</td></tr>
 * <tr><td>{@code idle}</td><td>none: stops multicasting</td></tr>
 * <tr><td>{@code counts}</td><td>{@code counts NANOS CPU_NANOS DELIVERED SENT COMPILED_MILLIS}</td></tr>
 * <tr><td>{@code measure}</td><td>none: forgets latencies, and records them from now on</td></tr>
 * <tr><td>{@code profile}</td><td>none: begins a flight recording</td></tr>
 * <tr><td>{@code profiled FILE}</td><td>the same line, once the recording is in the file</td></tr>
 * <tr><td>{@code latencies}</td><td>{@code latencies COUNT P50_NANOS P99_NANOS MAX_NANOS}, and records no more</td></tr>
 * </table>
 *
 * <p>News are {@code started}, {@code view NANOS MEMBERS ID}, {@code suspect PROCESS} and {@code failed WHY}. Times are of {@link
 * System#nanoTime}, which all processes of one Linux machine share.
 *
 * <p>May use: node, node.implementation, recording, transport, contract. May be used by: the engine, which starts it.
 */
@NullMarked
package dev.maat.node.bench;

import org.jspecify.annotations.NullMarked;
