/**
 * The command {@code maat run}: its options, and the output for a run or a campaign.
 *
 * <p>Terms: a <em>planned run</em> is what the options ask for, before anything is started.
 *
 * <p>May use: cli.terminal, cli.shell, cli.judgement, the engine, its run and campaign packages, scenario, faults, node
 * (implementation folders), checkers, picocli. May be used by: {@code dev.maat.engine.cli}.
 */
@NullMarked
package dev.maat.engine.cli.run;

import org.jspecify.annotations.NullMarked;
