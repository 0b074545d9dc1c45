/**
 * Faults on containers: netfilter in a container's network namespace, Toxiproxy between two of them, the engine's kill and
 * pause.
 *
 * <p>Terms: a <em>target</em> is a node's container with its fixed address; a <em>namespace shell</em> runs a program in the
 * network namespace of a target.
 *
 * <p>May use: faults, injectors, Testcontainers and its Docker client, toxiproxy-java. May be used by: the engine's container
 * deployment.
 */
@NullMarked
package dev.maat.injectors.containers;

import org.jspecify.annotations.NullMarked;
