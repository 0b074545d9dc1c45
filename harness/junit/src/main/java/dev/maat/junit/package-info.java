/**
 * Chaos tests and certification for JUnit 5 and 6, in a build of its own: {@link dev.maat.junit.ChaosTest} runs a seed as a test, {@link
 * dev.maat.junit.GroupCertification} certifies a build, {@link dev.maat.junit.Replay} replays a scenario.
 *
 * <p>Terms: a <em>build</em> is the implementation under test, a folder or a provider class of the test class path. The <em>results</em>
 * are the run directories of tests that did not pass.
 *
 * <p>May use: engine, and of what the engine brings: node (implementations), scenario, faults, checkers, naive, contract; the API of JUnit Jupiter.
 * May be used by: other people's tests, the suites.
 */
@NullMarked
package dev.maat.junit;

import org.jspecify.annotations.NullMarked;
