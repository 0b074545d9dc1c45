/**
 * The command {@code maat run}: its options, what it prints of a run or a campaign.
 *
 * <p>May use: cli.terminal, the engine, picocli. May be used by: {@code dev.maat.engine.cli}.
 */
@NullMarked
package dev.maat.engine.cli.run;

import org.jspecify.annotations.NullMarked;
