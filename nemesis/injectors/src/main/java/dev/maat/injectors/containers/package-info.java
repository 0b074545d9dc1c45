/**
 * Faults on containers.
 *
 * <p>Terms: a <em>target</em> is a node's container with its fixed address. A <em>namespace shell</em> runs a program in the
 * network namespace of a target. <em>Packet faults</em> are netfilter rules at the receiver's input, for UDP. <em>Connection
 * faults</em> are toxics of a real Toxiproxy that netfilter puts between sender and receiver, for TCP. A <em>severance</em> is the
 * part of a cut over TCP that no proxy can do: netfilter blocks handshakes, and packets that pass by the proxy. The rules are set by
 * a <em>netfilter tool</em>: {@code nft}, or {@code iptables} where that is missing or refused. Faults of processes are the
 * engine's kill and pause. Where a <em>freezer</em> can hold a container at once, it is held before it is killed.
 *
 * <p>May use: faults, injectors, Testcontainers and its Docker client, toxiproxy-java. May be used by: the engine's container
 * deployment and its doctor.
 */
@NullMarked
package dev.maat.injectors.containers;

import org.jspecify.annotations.NullMarked;
