/**
 * Shrinks a scenario that violates a property to a smaller one that violates it in the same way, by delta debugging.
 *
 * <p>Terms: a <em>candidate</em> is a scenario that might do; a <em>trial</em> runs a candidate and says whether it violates the
 * property in the same way; a <em>removal</em> takes one part away: a fault, a node, a message, a disturbance of the network, an option. A
 * scenario is <em>1-minimal</em> when no single removal keeps the violation. Draws are hashes of the seed, the site and the occasion, so
 * a removal does not shift the draws of the rest.
 *
 * <p>May use: engine.run, scenario, faults, checkers, contract (limits). May be used by: the commands, the suites.
 */
@NullMarked
package dev.maat.engine.shrink;

import org.jspecify.annotations.NullMarked;
