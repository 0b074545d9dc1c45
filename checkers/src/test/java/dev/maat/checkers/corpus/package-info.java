/**
 * Small histories, each written for one sentence of the catalogue, with the verdicts that the sentence demands; they live in
 * the resource folder {@code corpus}. Each is given to
 * the checkers and to their naive twins, and what is violated must be so in the witness alone, too.
 *
 * <p>A file holds many sections: {@code == name}, then {@code key: value} lines, then the history, then a blank line. {@code
 * rule} is the sentence that decides. {@code verdict} is of the claims; {@code violated}, {@code unknown} and {@code
 * inapplicable} list the properties with that verdict, and every other property holds or is not exercised ({@code evs-*}: only where
 * {@code extended} is claimed); {@code exactly}
 * pins a verdict, and after it the counts applicable/atRisk, where the case is about them. {@code error} says what the
 * message of an input error contains instead; {@code torn} that the last line has no newline.
 *
 * <p>What is said of the violations is kept in {@code transcripts/corpus.txt}, and that of a new case once it is written
 * anew with {@code -Dmaat.updateTranscripts}.
 */
@NullMarked
package dev.maat.checkers.corpus;

import org.jspecify.annotations.NullMarked;
