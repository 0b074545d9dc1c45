/**
 * What lies between a command and the shell that starts it: what the launcher found, the words of the command line, Ctrl-C and
 * the version.
 *
 * <p>Terms: the <em>launcher</em> is the script {@code maat}; the <em>surroundings</em> are what it found: the streams, this Maat's
 * folder, the implementation folders and the environment variables.
 *
 * <p>May use: cli.terminal, engine.run, node (implementation folders), picocli. May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.cli.shell;

import org.jspecify.annotations.NullMarked;
