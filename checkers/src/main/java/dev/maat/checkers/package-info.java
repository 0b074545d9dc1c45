/**
 * Judges the recorded history of a group communication system.
 *
 * <p>Read a history ({@link dev.maat.checkers.Histories}), judge it ({@link dev.maat.checkers.Judge},
 * {@link dev.maat.checkers.Profile}), read or write the judgement ({@link dev.maat.checkers.Judgement},
 * {@link dev.maat.checkers.JudgementJson}).
 *
 * <p>Terms: a <em>property</em> is one promise, with an id and a definition; a <em>profile</em> is a class of systems, a set
 * of properties; a <em>verdict</em> is what a history says of one of them; a <em>witness</em> is the few events that prove a
 * violation; a case is <em>applicable</em> if a property's premise held, and <em>at risk</em> if a fault that bit or a view
 * change overlapped it.
 *
 * <p>May use: its sub-packages, Jackson. May be used by: everything.
 */
@NullMarked
package dev.maat.checkers;

import org.jspecify.annotations.NullMarked;
