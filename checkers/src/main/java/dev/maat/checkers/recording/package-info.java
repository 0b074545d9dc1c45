/**
 * The one place that turns what a process does into evidence: lines of the history format, version 1.
 *
 * <p>Terms: a <em>line</em> is one event, UTF-8 JSON with its newline; a <em>sink</em> takes whole lines and has them
 * completed before it returns; a <em>recorder</em> knows the keys and their order, counts lines, and escapes hostile names.
 *
 * <p>May use: the JDK. May be used by: everything that writes a history (the node process, the simulation, the harness).
 */
@NullMarked
package dev.maat.checkers.recording;

import org.jspecify.annotations.NullMarked;
