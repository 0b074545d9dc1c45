/**
 * Connects a command with the shell that starts it: the findings of the launcher, durations on the command line, Ctrl-C and the
 * version.
 *
 * <p>Terms: the <em>launcher</em> is the script {@code maat}; the <em>surroundings</em> are its findings: the streams, the
 * folder of this Maat, the implementation folders and the environment variables.
 *
 * <p>May use: cli.terminal, engine.run, node (implementation folders), picocli. May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.cli.shell;

import org.jspecify.annotations.NullMarked;
