/**
 * The words of the catalogue: which properties there are, and the shape of what is said about one.
 *
 * <p>Terms: a <em>property</em> is one promise, with an id and a one-line definition; a <em>result</em> is what a history says
 * of one property: a verdict, the cases counted, and for a violation one sentence and its <em>witness</em>, the few events that
 * prove it.
 *
 * <p>May use: the JDK. May be used by: every package of the checkers, and everybody who reads a judgement.
 */
@NullMarked
package dev.maat.checkers.catalogue;

import org.jspecify.annotations.NullMarked;
