/**
 * The lines of a history as bytes, for evidence that passes from one JVM to another and is judged at once. Such bytes are no format to
 * store: both ends are of one build.
 *
 * <p>Terms: a <em>log</em> is the part of one process, or of the harness, and is named as its file would be. A <em>word</em> is a text that
 * lines name by its number: a process, a view's id, the name of a phase.
 *
 * <p>Layout: the number of words, the words; the number of views, for each view the word of its id, its seq, its members as a list of
 * words, 1 if it is primary, and 1 and a list if its transitional set was told, else 0; the number of logs; for each log its name, its
 * length in bytes, its records. A record is a {@link CompactRecord} as one byte, the time since the record before it, and fields. Numbers
 * are of variable length, seven bits a byte, the lowest first; signed ones with their sign in the lowest bit. Texts are UTF-8, except that each surrogate stands for itself, so that
 * a lone one is kept.
 *
 * <p>May use: nothing. May be used by: the recorders, which write it, and the readers of histories.
 */
@NullMarked
package dev.maat.checkers.compact;

import org.jspecify.annotations.NullMarked;
