package dev.maat.checkers.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.checkers.properties.Brief;
import org.junit.jupiter.api.Test;

class ExclusionTest {
    private static boolean excluded(int process, int install, String... processes) {
        Facts facts = new Facts(Brief.history(processes));
        return facts.exclusion.excluded(facts.views.from(process) + install);
    }

    @Test
    void aPrimaryViewBetweenTwoOfItsOwnExcludesAProcessWhateverTheOrderOfReading() {
        String[] processes = {
            "n1: view 1 n1 n2 n3, view 4 n1 n2 n3",
            "n2: view 1 n1 n2 n3, view 2 n1 n2, view 3 n1 n2 n3",
            "n3: view 1 n1 n2 n3, view 3 n1 n2 n3"
        };
        assertThat(excluded(2, 0, processes)).isTrue();
        assertThat(excluded(2, 1, processes)).isFalse();
        assertThat(excluded(1, 0, processes)).isFalse();
    }

    @Test
    void aProcessThatWasNeverInAPrimaryViewIsExcludedByOneAboveItsOwnView() {
        String[] processes = {"n1: view 1 n1 n2, view 3 n1 n2", "n3: minor 2 n3"};
        assertThat(excluded(2, 0, processes)).isTrue();
        assertThat(excluded(2, 0, "n1: view 1 n1 n2", "n3: minor 2 n3"))
                .as("none is above")
                .isFalse();
    }

    @Test
    void aViewThatIsNotPrimaryExcludesNoProcess() {
        assertThat(excluded(1, 0, "n1: view 1 n1 n2, minor 2 n1", "n2: view 1 n1 n2"))
                .isFalse();
        assertThat(excluded(1, 0, "n1: view 1 n1 n2, view 2 n1", "n2: view 1 n1 n2"))
                .isTrue();
    }
}
