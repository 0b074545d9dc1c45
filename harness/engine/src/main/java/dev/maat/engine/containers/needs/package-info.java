/**
 * The needs of runs in containers: an engine that answers, the images at it, and a way to set netfilter rules. They are examined before
 * anything is made, and the images are then pulled or built.
 *
 * <p>Terms: the <em>engine</em> is the Docker engine that Testcontainers finds; a <em>need</em> is ready, obtainable, unsure or missing; an
 * <em>obstacle</em> is what keeps an image from being built on this <em>machine</em>; an <em>installation</em> is the one command that
 * brings the programs that are missing.
 *
 * <p>May use: Testcontainers and its Docker client, engine.run, injectors. May be used by: the container deployment, the removal of
 * leftovers, the doctor and the suites.
 */
@NullMarked
package dev.maat.engine.containers.needs;

import org.jspecify.annotations.NullMarked;
