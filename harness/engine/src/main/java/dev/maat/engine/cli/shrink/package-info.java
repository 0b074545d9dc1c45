/**
 * {@code maat shrink}: reads a run's folder or a scenario, has it shrunk, and writes and prints the result.
 *
 * <p>Terms: those of {@link dev.maat.engine.shrink}.
 *
 * <p>May use: engine.shrink, engine.run, engine (deployments), cli.terminal, cli.shell, node (implementations), checkers, picocli. May be
 * used by: cli.
 */
@NullMarked
package dev.maat.engine.cli.shrink;

import org.jspecify.annotations.NullMarked;
