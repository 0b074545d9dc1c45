/**
 * A process group as a library: a service joins, multicasts, and hears deliveries and views.
 *
 * <p>A {@link dev.maat.group.Group} is one process of a group. It runs the reference's core on this machine's sockets, the same class
 * files that the simulation and the containers test. {@code GUARANTEES.md} of this module says what each
 * configuration guarantees and costs.
 *
 * <p>May use: contract, transport, reference. May be used by: services.
 */
@NullMarked
package dev.maat.group;

import org.jspecify.annotations.NullMarked;
