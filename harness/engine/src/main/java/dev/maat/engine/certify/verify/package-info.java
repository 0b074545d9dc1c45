/**
 * Checks a bundle again, offline: its form, its seeds, every verdict by both checkers, the certificate and its page.
 *
 * <p>May use: engine.bundle, engine.run, engine (requests, deployments), the other rooms of certify but runs, checkers, naive, node. May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.certify.verify;

import org.jspecify.annotations.NullMarked;
