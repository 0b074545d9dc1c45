/**
 * The history model. Events are kept in columns, not as objects.
 *
 * <p>Terms: a <em>log</em> is the lines of one process in their own order, which is authoritative; an <em>index</em> is an
 * event's position in its log, from 0; <em>dictionary</em> numbers stand for process names and message ids; a
 * <em>content</em> is what a view line says (id, seq, members in rank order, primary flag, generation), and equal view lines share
 * one object; a <em>complete</em> log ends in {@code closed} with the right count, or in a crash that the harness confirms.
 *
 * <p>May use: Jackson, to escape text. May be used by: the readers, which fill it through {@link
 * dev.maat.checkers.history.HistoryBuilder}, the packages of the checkers that judge, and reports.
 */
@NullMarked
package dev.maat.checkers.history;

import org.jspecify.annotations.NullMarked;
