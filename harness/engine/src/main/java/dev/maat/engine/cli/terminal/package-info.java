/**
 * What every command needs to talk to a person: streams, tables, a moving line, interruption.
 *
 * <p>Terms: the <em>terminal</em> is the two output streams and what they can show; the <em>surroundings</em> are what the
 * launcher found.
 *
 * <p>May use: engine.run, checkers, node (implementation folders), picocli. May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.cli.terminal;

import org.jspecify.annotations.NullMarked;
