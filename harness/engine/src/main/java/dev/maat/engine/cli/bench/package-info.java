/**
 * The command {@code maat bench}: how fast Maat, and the implementations in it, are on this machine.
 *
 * <p>May use: cli.terminal, cli.shell, engine.bench, engine.bench.group, engine.run, node (implementation
 * folders), checkers, picocli. May be used by: {@code dev.maat.engine.cli}.
 */
@NullMarked
package dev.maat.engine.cli.bench;

import org.jspecify.annotations.NullMarked;
