/**
 * How a violation is told: cases counted, the sentence, and the witness that proves it.
 *
 * <p>Terms: a <em>checker</em> judges one property; its <em>findings</em> are the cases it counted and the violations it saw; a
 * <em>premise</em> is what must hold before a property says anything of a history; a <em>witness</em> alone, judged as a
 * history, still violates the property.
 *
 * <p>May use: catalogue, history, facts. May be used by: properties, online.
 */
@NullMarked
package dev.maat.checkers.finding;

import org.jspecify.annotations.NullMarked;
