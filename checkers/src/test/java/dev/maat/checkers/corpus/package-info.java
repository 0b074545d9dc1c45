/**
 * Small histories, each written for one sentence of the catalogue, with the verdicts that the sentence demands. They
 * are in the resource folder {@code corpus}. Each is given to the checkers and to their naive twins, and a violated
 * property must be violated in the witness alone, too.
 *
 * <p>A file holds many sections: {@code == name}, then {@code key: value} lines, then the history, then a blank line.
 * {@code rule} is the sentence that decides. {@code verdict} is the overall verdict on the claims. {@code violated},
 * {@code unknown} and {@code inapplicable} list the properties with that verdict; every other property holds or is not
 * exercised ({@code evs-*}: only if {@code extended} is claimed). {@code exactly} pins a verdict and, after it, the
 * counts applicable/atRisk, if the case is about them. {@code error} gives a part of the message instead, if the
 * history is an input error. {@code torn} says that the last line has no newline.
 *
 * <p>The sentences of the violations are kept in {@code transcripts/corpus.txt}. Those of a new case come in once the
 * transcript is written anew with {@code -Dmaat.updateTranscripts}.
 */
@NullMarked
package dev.maat.checkers.corpus;

import org.jspecify.annotations.NullMarked;
