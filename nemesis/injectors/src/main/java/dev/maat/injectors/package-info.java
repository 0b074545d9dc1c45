/**
 * How a fault is done to real containers.
 *
 * <p>Terms: a <em>target</em> is a node's container with its fixed address; a <em>namespace shell</em> runs a program in the
 * network namespace of a target; <em>packet faults</em> are netfilter rules at the receiver's input, for UDP; <em>connection
 * faults</em> are toxics of a real Toxiproxy that netfilter puts between sender and receiver, for TCP; <em>process faults</em>
 * are the engine's kill and pause; a <em>host command</em> is a program of this machine, run within a time, here and by who
 * builds images. Every fault comes back with what it did, counted by the kernel or by Toxiproxy.
 *
 * <p>May use: faults, Testcontainers and its Docker client, toxiproxy-java. Used by the engine's container deployment.
 */
@NullMarked
package dev.maat.injectors;

import org.jspecify.annotations.NullMarked;
