/**
 * Text output of any content: colours, tables, progress.
 *
 * <p>Terms: the <em>terminal</em> is the two output streams and what they can show; a <em>moving line</em> is a line of progress
 * that is rewritten in place; text is <em>harmless</em> when nothing in it can rewrite the screen.
 *
 * <p>May use: engine.run (progress). May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.cli.terminal;

import org.jspecify.annotations.NullMarked;
