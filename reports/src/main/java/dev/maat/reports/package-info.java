/**
 * Turns a history and its judgement into one HTML file.
 *
 * <p>Terms: a <em>lane</em> is a node's row on the timeline, shared by its incarnations; the <em>ordinal</em> of an event is
 * its place in one order of all events that keeps the order of every process; a <em>chunk</em> is 65,536 events as packed
 * columns; a <em>bin</em> is one of the 4,096 equal parts of a run, for which deliveries and sends are counted; a
 * <em>mark</em> is an event rare enough to be in the page's memory from the start.
 *
 * <p>May use: the checkers, Jackson. May be used by: the engine, and any program that judges histories.
 */
@NullMarked
package dev.maat.reports;

import org.jspecify.annotations.NullMarked;
