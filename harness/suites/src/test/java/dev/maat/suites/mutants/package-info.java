/**
 * The hunt as a test suite that PIT runs against mutants of the reference, in PIT's own JVM: {@code mvn -Ppit -pl harness/suites -am
 * test}. MUTANTS.md beside the module's build file has the scores.
 *
 * <p>No class here is named {@code ...Test}: the suites run the same schedules against the reference itself elsewhere.
 */
@NullMarked
package dev.maat.suites.mutants;

import org.jspecify.annotations.NullMarked;
