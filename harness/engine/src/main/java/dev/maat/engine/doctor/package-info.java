/**
 * Finds out which parts of Maat work on this machine, and how to get the parts that are missing.
 *
 * <p>Terms: a <em>finding</em> is about one thing that Maat can use. It is <em>ready</em>, <em>obtainable</em> (Maat gets it by
 * itself when it needs it), <em>unsure</em> or <em>missing</em>.
 *
 * <p>May use: of engine.containers the needs of container runs, which a run asks for as well, and the machine; of injectors the
 * kernel's netem; of engine.processes what it needs of the machine. May be used by: {@code dev.maat.engine.cli}.
 */
@NullMarked
package dev.maat.engine.doctor;

import org.jspecify.annotations.NullMarked;
