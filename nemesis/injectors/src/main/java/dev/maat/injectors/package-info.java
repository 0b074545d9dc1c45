/**
 * How a fault is carried out on real nodes, whatever they run in.
 *
 * <p>Terms: an <em>injector</em> carries out the faults of a plan and heals them; a <em>host command</em> is a program of this
 * machine, run within a time limit. Every fault comes back with its effect, counted by the kernel, by a proxy or by the engine.
 *
 * <p>May use: faults. May be used by: the injectors in the packages below, and by the engine, which also runs host commands to
 * build images and to examine the machine.
 */
@NullMarked
package dev.maat.injectors;

import org.jspecify.annotations.NullMarked;
