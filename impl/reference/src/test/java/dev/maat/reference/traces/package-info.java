/**
 * The traces that break a view change built carelessly, each driven step by step through the real cores.
 *
 * <p>Terms: a {@code Stage} runs cores in virtual time; a <em>flight</em> is a packet on its way to one node; a <em>rule</em>
 * holds or drops flights; {@code 2[ACD]} is view 2 with members A, C, D in rank order, where {@code A} is the first process of
 * node A and {@code A.1} the one after its restart.
 *
 * <p>A trace that does not reach its dangerous state is a failing test: every test waits for that state before it asserts that
 * nothing bad comes of it. Each ends with {@link dev.maat.reference.traces.Safety}.
 *
 * <p>May use: contract, the reference's core and parts, and its packets' codec. May be used by: nothing.
 */
@NullMarked
package dev.maat.reference.traces;

import org.jspecify.annotations.NullMarked;
