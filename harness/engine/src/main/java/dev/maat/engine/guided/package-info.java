/**
 * The search of a guided hunt: it keeps scenarios whose runs came to something new, and draws further ones from them.
 *
 * <p>Terms: a <em>sign</em> is a small abstract fact about a run, as "a process proposed while another one was frozen and the network was
 * cut"; the <em>summary</em> of a run is the set of its signs; the <em>corpus</em> holds the scenarios that showed a sign first. A
 * <em>mutant</em> is a scenario of the corpus with small changes. Anchors: Meng et al., Greybox Fuzzing of Distributed Systems (CCS 2023),
 * for summaries of what happened before what; Böhme et al., Boosting Fuzzer Efficiency (FSE 2020), for rare signs that earn a scenario more
 * mutants.
 *
 * <p>Nothing here runs anything. A search is told of summaries and asked for scenarios; each draw is a hash of the campaign's seed and the
 * number of the run.
 *
 * <p>May use: faults, scenario, checkers. May be used by: engine.hunt, the commands, the suites.
 */
@NullMarked
package dev.maat.engine.guided;

import org.jspecify.annotations.NullMarked;
