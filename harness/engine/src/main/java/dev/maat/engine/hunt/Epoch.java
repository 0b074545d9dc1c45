package dev.maat.engine.hunt;

/**
 * A stretch of consecutive seeds of one configuration.
 *
 * @param index from 0, over all shards
 * @param firstSeed the first of {@code runs} consecutive seeds
 */
record Epoch(long index, long firstSeed, int runs, HuntConfiguration configuration) {}
