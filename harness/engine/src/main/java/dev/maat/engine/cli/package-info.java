/**
 * The {@code maat} command: options, what a person sees on a terminal, exit codes.
 *
 * <p>Terms: <em>terminal</em>, the two output streams and what they can show; <em>surroundings</em>, what the launcher found.
 *
 * <p>May use: everything the engine may, picocli. May be used by: nobody.
 */
@NullMarked
package dev.maat.engine.cli;

import org.jspecify.annotations.NullMarked;
