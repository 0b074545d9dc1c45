/**
 * {@code maat hunt}: long campaigns that group what they find, resume, are divided into shards and merged.
 *
 * <p>May use: engine, engine.bundle (the digest of the harness), engine.hunt, engine.run, engine.cli.run (what a run prints too),
 * engine.cli.terminal, engine.cli.shell, picocli. May be used by: engine.cli.
 */
@NullMarked
package dev.maat.engine.cli.hunt;

import org.jspecify.annotations.NullMarked;
