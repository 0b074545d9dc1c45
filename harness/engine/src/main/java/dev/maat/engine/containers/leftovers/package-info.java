/**
 * Removes what runs leave at an engine. Everything that a run makes there is <em>labelled</em> with the harness that made it: its machine,
 * boot, process id and start in clock ticks. So the next run can remove what a killed harness left.
 *
 * <p>Terms: the <em>harness</em> is the process that conducts a run; a <em>stranger</em> is a run whose harness cannot be judged from here;
 * it is named and left alone.
 *
 * <p>May use: the Docker client, engine.containers.needs, engine.run, injectors. May be used by: the container deployment.
 */
@NullMarked
package dev.maat.engine.containers.leftovers;

import org.jspecify.annotations.NullMarked;
