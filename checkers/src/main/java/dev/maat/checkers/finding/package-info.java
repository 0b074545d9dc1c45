/**
 * The contract of a checker, and how it reports a violation: cases counted, the sentence, and the witness that proves it.
 *
 * <p>Terms: a <em>checker</em> judges one property; its <em>findings</em> are the cases it counted and the violations it saw; a
 * <em>premise</em> is a condition that must hold before a property says anything of a history; a <em>witness</em>, judged alone as a
 * history, still violates the property; a violation is <em>firm</em> if it stands whatever lines come later.
 *
 * <p>{@link dev.maat.checkers.finding.LetGoMessages} belongs to the contract of a checker: the online judge counts the messages that it
 * let go, and each checker says how many of its cases they were.
 *
 * <p>May use: catalogue, history, reading, facts, Jackson. May be used by: properties, online.
 */
@NullMarked
package dev.maat.checkers.finding;

import org.jspecify.annotations.NullMarked;
