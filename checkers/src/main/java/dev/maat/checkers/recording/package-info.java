/**
 * The one place that turns the events of a process into evidence: lines of the history format, version 1.
 *
 * <p>Terms: a <em>line</em> is one event, UTF-8 JSON with its newline; a <em>sink</em> takes whole lines and returns only when a
 * line is written completely; a <em>recorder</em> knows the keys and their order, counts lines, and escapes hostile names.
 *
 * <p>May use: checkers.compact, none of the checkers. May be used by: every program that writes a history (the node process, the simulation,
 * the harness).
 */
@NullMarked
package dev.maat.checkers.recording;

import org.jspecify.annotations.NullMarked;
