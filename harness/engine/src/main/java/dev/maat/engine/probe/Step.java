package dev.maat.engine.probe;

/**
 * The outcome of one step.
 *
 * @param name of the step, a few words
 * @param ok whether the node did what the protocol asks
 * @param found what was seen
 * @param right what would have been right; empty if it was
 */
public record Step(String name, boolean ok, String found, String right) {}
