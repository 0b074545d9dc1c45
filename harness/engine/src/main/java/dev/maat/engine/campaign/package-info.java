/**
 * Runs many seeds of the same scenario and adds up their results.
 *
 * <p>Terms: a <em>campaign</em> runs the scenarios of consecutive seeds; a seed is <em>kept</em> when its run directory stays,
 * which is so for each seed that did not pass; a seed is <em>checked</em> when it is run twice and both histories are compared.
 *
 * <p>May use: engine.run, checkers, scenario, faults (the draw of a seed), Jackson. May be used by: the commands, the suites.
 */
@NullMarked
package dev.maat.engine.campaign;

import org.jspecify.annotations.NullMarked;
