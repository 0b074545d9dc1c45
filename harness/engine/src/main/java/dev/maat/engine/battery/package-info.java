/**
 * The standard battery: named scenarios, each of which brings a group into one situation that a careless implementation gets wrong.
 *
 * <p>Terms: a <em>case</em> is one scenario with the situation that it must <em>reach</em>; a run that did not reach it proves nothing of
 * it, and is <em>inconclusive</em> whatever its verdict. A case that an implementation or a deployment cannot take is <em>not for</em> it,
 * with the reason. The scenarios are resources beside this package, {@code NAME.scenario.json}, and files like any other; {@code
 * battery.json} lists the cases in their order.
 *
 * <p>May use: engine.run, node's implementations, scenario, faults, checkers, Jackson. May be used by: certification, the commands, the
 * suites.
 */
@NullMarked
package dev.maat.engine.battery;

import org.jspecify.annotations.NullMarked;
