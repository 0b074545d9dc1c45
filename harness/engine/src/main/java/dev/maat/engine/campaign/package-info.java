/**
 * The same question asked of many seeds.
 *
 * <p>Terms: a <em>campaign</em> runs the scenarios of consecutive seeds; a seed is <em>kept</em> when its run directory stays,
 * which it does when it did not pass; a seed is <em>checked</em> when it is run twice and both histories compared.
 *
 * <p>May use: the engine, checkers, scenario. May be used by: {@code dev.maat.engine.cli}, the suites.
 */
@NullMarked
package dev.maat.engine.campaign;

import org.jspecify.annotations.NullMarked;
