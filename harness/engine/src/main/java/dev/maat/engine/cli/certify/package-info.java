/**
 * The commands about certificates: {@code maat certify}, {@code maat verify} and {@code maat matrix}.
 *
 * <p>Terms: those of {@code engine.certify}.
 *
 * <p>May use: engine.certify, engine.bundle, engine.run, engine (sizes of payloads), cli.shell, cli.terminal, reports, picocli. May be used
 * by: engine.cli.
 */
@NullMarked
package dev.maat.engine.cli.certify;

import org.jspecify.annotations.NullMarked;
