/**
 * Judges the recorded history of a group communication system.
 *
 * <p>Read a history ({@link dev.maat.checkers.Histories}), judge it ({@link dev.maat.checkers.Judge},
 * {@link dev.maat.checkers.Profile}), read or write the judgement ({@link dev.maat.checkers.Judgement},
 * {@link dev.maat.checkers.JudgementJson}).
 *
 * <p>Terms: a <em>property</em> is one promise, with an id and a definition; a <em>profile</em> is a class of systems, a set
 * of properties; a <em>verdict</em> is the outcome of judging one of them on a history; a <em>witness</em> is the few events that
 * prove a violation; a case is <em>applicable</em> if a property's premise held, and <em>at risk</em> if a fault that bit or a view
 * change overlapped it.
 *
 * <p>The packages, each of which uses only those before it: catalogue, history, reading, facts, finding, properties (its groups, then
 * the list of checkers), this doorway. Above the doorway stand online, witness and assertions, which do not use each other. recording
 * and synthetic write histories and use none of the others. Users of the checkers see the doorway, catalogue, history, reading,
 * recording, synthetic, online, witness and assertions; facts, finding, properties and online.release are internal.
 *
 * <p>May use: catalogue, history, reading, properties, Jackson. May be used by: everything outside, and online, witness and assertions.
 */
@NullMarked
package dev.maat.checkers;

import org.jspecify.annotations.NullMarked;
