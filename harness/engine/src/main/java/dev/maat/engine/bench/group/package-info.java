/**
 * Measures implementations against each other as groups of processes on this machine, over loopback.
 *
 * <p>Terms: a <em>contender</em> is an implementation with its options; a <em>cell</em> is one size of group, payload and ordering; a
 * <em>trial</em> is one life of one group: started, flooded, asked for latencies under a rate, and rid of one member by SIGKILL.
 * The contenders take turns trial by trial, so that whatever else the machine does hits all of them.
 *
 * <p>May use: engine.run, node (the process of a member, implementation folders), contract. May be used by: the commands.
 */
@NullMarked
package dev.maat.engine.bench.group;

import org.jspecify.annotations.NullMarked;
