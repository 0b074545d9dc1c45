/**
 * The feedback study: what each strategy of feedback costs the sender of a group of up to 100,000 receivers.
 *
 * <p>The strategies are the classes that serve views; here they serve a group that never changes, on a simulated network of little but
 * distances and losses. A run's simulation keeps evidence of all that happens, which 100,000 processes leave no room for.
 *
 * <p>Terms: a <em>flight</em> is a packet on its way; a <em>path</em> leads from one member to another over the links of both; a
 * <em>session packet</em> is what the sender says of itself at intervals, whatever the strategy.
 *
 * <p>May use: feedback, packet, stream. May be used by: the provider.
 */
@NullMarked
package dev.maat.reference.study;

import org.jspecify.annotations.NullMarked;
