package dev.maat.junit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.certify.certificate.Certificate.PropertyTotal;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The end of a property's test, over totals that are made up. */
class ClaimCertificateTest {
    private static PropertyTotal total(int unknownRuns, String exercised) {
        return new PropertyTotal("agreement", "", 300, 300, 20, 20, 0.1, 0, unknownRuns, exercised);
    }

    @Test
    void aPropertyThatIsDecidedAndExercisedPasses() {
        assertThatCode(() -> ClaimCertificate.requireExercised(total(0, "yes"))).doesNotThrowAnyException();
    }

    @Test
    void aPropertyThatIsUnknownInOneRunFailsHoweverOftenOthersExercisedIt() {
        assertThatThrownBy(() -> ClaimCertificate.requireExercised(total(1, "yes")))
                .isInstanceOf(AssertionFailedError.class)
                .hasMessageContaining("agreement is unknown in 1 runs");
    }

    @Test
    void aPropertyOfWhichNoHistoryTellsIsSkipped() {
        assertThatThrownBy(() -> ClaimCertificate.requireExercised(total(0, "inapplicable")))
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("no history tells of agreement");
    }
}
