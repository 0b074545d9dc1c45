package dev.maat.suites.patches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.reference.ReferenceProvider;
import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A handful of patches die of the property that each names, and all compile, so that {@link PatchHunt} could hunt them. */
class PatchKillsTest {
    private static final Path REFERENCE = ImplementationJar.placeOf(ReferenceProvider.class);

    /** One of the agreement, the flush, a stream, an order and the state transfer. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "promise-not-recorded",
                "freed-reported-as-held",
                "duplicate-stored-again",
                "causes-of-the-old-view",
                "snapshot-before-the-cut"
            })
    void aPatchIsKilledByThePropertyThatItNames(String name, @TempDir Path work) throws IOException {
        Patch patch = Objects.requireNonNull(Patches.all().get(name));
        long seed = PatchKills.read().get(name);
        try (PatchHunter hunter = new PatchHunter(patch, work, REFERENCE)) {
            Judgement judgement = hunter.judgedHere(seed);

            assertThat(judgement.property(patch.property()).verdict())
                    .as("%s of %s under seed %d", patch.property(), name, seed)
                    .isEqualTo(Verdict.VIOLATED);
        }
    }

    static Stream<Patch> all() {
        return Patches.all().values().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void aPatchAppliesToItsClassOnceAndCompiles(Patch patch, @TempDir Path work) throws IOException {
        assertThat(PatchedReference.source(patch)).contains(patch.put());
        assertThat(PatchedReference.compiled(patch, work, REFERENCE)).isNotEmptyDirectory();
    }

    @Test
    void eachPatchThatIsNotMaskedHasALineInTheTable() {
        assertThat(PatchKills.read().keySet())
                .containsExactlyElementsOf(all().filter(patch -> patch.masked().isEmpty())
                        .map(Patch::name)
                        .toList());
    }

    @Test
    void aPatchWhoseTextIsGoneOrAmbiguousSaysWhatToDo() {
        Patch patch = new Patch("p", "", "change.Acceptor", "total", "plain", "fifo", "", "x", "y");

        assertThatThrownBy(() -> patch.applied("a b"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dev/maat/reference/change/Acceptor.java")
                .hasMessageContaining("adapt it");
        assertThatThrownBy(() -> patch.applied("x x"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("add a line before or after it");
        assertThat(patch.applied("a x b")).isEqualTo("a y b");
    }
}
