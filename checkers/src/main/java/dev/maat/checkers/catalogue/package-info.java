/**
 * The vocabulary of judging: which properties and profiles there are, and the shape of a result.
 *
 * <p>Terms: a <em>property</em> is one promise, with an id and a one-line definition; a <em>profile</em> is a set of properties that
 * a class of systems keeps; a <em>result</em> is the outcome of judging one property on a history: a verdict, the cases counted, and
 * for a violation one sentence and its <em>witness</em>, the few events that prove it.
 *
 * <p>May use: the JDK. May be used by: the packages of the checkers that read or judge, and every reader of a judgement.
 */
@NullMarked
package dev.maat.checkers.catalogue;

import org.jspecify.annotations.NullMarked;
