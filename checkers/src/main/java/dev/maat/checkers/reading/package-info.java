/**
 * Reads histories: files and folders of lines, packed or not, a history that is still being written, and the compact bytes of a
 * campaign. All fill the columns of the model through its builder.
 *
 * <p>Terms: a <em>canonical</em> line has its keys in the order of the format, without spaces or escapes; it is read from its bytes by
 * a <em>fast path</em>, every other line by the <em>general path</em>, and both make the same history. A line is <em>torn</em> if its
 * writer was killed while writing it; only the last line of a file may be.
 *
 * <p>May use: catalogue, compact, history, Jackson, zstd. May be used by: the doorway of the checkers, the online judge, the search for
 * smaller witnesses, and programs that show the progress of reading.
 */
@NullMarked
package dev.maat.checkers.reading;

import org.jspecify.annotations.NullMarked;
