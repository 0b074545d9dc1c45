package dev.maat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.fake.FakeImplementation;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tests' own JVM stands for the judge's: an implementation that ended or stalled it would end these tests. */
@Timeout(300)
class OptionsQuestionTest {
    private static final long SHORT_MILLIS = 3_000;

    @TempDir
    Path temp;

    private Implementations all;

    @BeforeEach
    void makeTheFolders() throws IOException {
        all = Implementations.scan(
                FakeImplementation.in(temp.resolve("fake")), FakeImplementation.liveIn(temp.resolve("live")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fake", "live"})
    void anOptionThatIsNotOfferedIsRefusedInTheWordsOfTheImplementation(String name) {
        Implementation implementation = all.find(name);

        assertThat(OptionsQuestion.refusal(implementation, Map.of("ordering", "fifo", "flavour", "x")))
                .hasValue(name + " has no option 'flavour'; it has ordering and colour");
        assertThat(OptionsQuestion.refusal(implementation, Map.of("ordering", "fifo", "colour", "blue")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"making_exit", "making_halt", "making_spin", "making_unprintable", "unmade"})
    void anImplementationThatIsHostileWhileItIsMadeGivesNoAnswerAndDoesNoHarm(String what) {
        Implementation hostile = all.find("fake:hostile-" + what);

        assertThat(OptionsQuestion.refusal(hostile, Map.of("colour", "blue"), SHORT_MILLIS))
                .isEmpty();
    }

    @Test
    void aRefusalOfAHostileImplementationIsHeardAllTheSame() {
        assertThat(OptionsQuestion.refusal(all.find("fake:hostile-spin"), Map.of("refused", "x")))
                .hasValueSatisfying(why -> assertThat(why).contains("has no option 'refused'"));
    }
}
