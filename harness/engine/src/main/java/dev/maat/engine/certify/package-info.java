/**
 * Certification: whether an implementation keeps a profile in every scenario of a plan that was fixed before the first run, and the
 * certificate that says so with its evidence.
 *
 * <p>The rooms: {@code plan} fixes the runs, {@code runs} makes them, {@code records} is what is known of each, {@code certificate} says
 * what follows, {@code pages} shows it, {@code verify} checks all of it again.
 *
 * <p>May use: its rooms, engine.bundle, engine.run. May be used by: the commands, and junit.
 */
@NullMarked
package dev.maat.engine.certify;

import org.jspecify.annotations.NullMarked;
