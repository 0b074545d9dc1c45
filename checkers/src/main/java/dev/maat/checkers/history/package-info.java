/**
 * The history model and its file format, version 1: columns, not objects.
 *
 * <p>Terms: a <em>log</em> is the lines of one process in their own order, which is authoritative; <em>index</em> is an
 * event's position in its log, from 0; <em>dictionary</em> numbers stand for process names and message ids; a
 * <em>content</em> is what a view line says (id, seq, members in rank order, primary flag, generation), one object for all
 * who say the same; a <em>complete</em> log is one that ends in {@code closed} with the right count, or in a crash that the
 * harness confirms.
 *
 * <p>May use: Jackson, zstd, {@link dev.maat.checkers.catalogue.HistoryInputException}. May be used by: the checkers, reports,
 * whoever reads histories.
 */
@NullMarked
package dev.maat.checkers.history;

import org.jspecify.annotations.NullMarked;
