package dev.maat.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.ProtocolCore;
import dev.maat.engine.run.Runs;
import dev.maat.naive.NaiveTwins;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.LoadedImplementation;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathFolderTest {
    @TempDir
    Path results;

    /** Not public. */
    static final class Hidden implements ImplementationProvider.Pure {
        @Override
        public ProtocolCore newCore(String name, Map<String, String> options) {
            throw new UnsupportedOperationException();
        }
    }

    private Path folder(Class<? extends ImplementationProvider> provider) {
        return ClassPathFolder.make(
                results, provider, "naive", Map.of("fifo", List.of("delivery-integrity")), "static");
    }

    @Test
    void theClassIsFoundThereAndNothingOfTheHarness() throws Exception {
        Implementation implementation =
                Implementations.scan(folder(NaiveProvider.class)).find("naive");

        try (LoadedImplementation loaded = implementation.load()) {
            Class<?> found = loaded.classLoader().loadClass(NaiveProvider.class.getName());
            assertThat(found.getClassLoader()).isSameAs(loaded.classLoader());
            assertThat(loaded.isPure()).isTrue();
            for (Class<?> harness : List.of(Runs.class, NaiveTwins.class)) {
                assertThatThrownBy(() -> loaded.classLoader().loadClass(harness.getName()))
                        .as("%s", harness)
                        .isInstanceOf(ClassNotFoundException.class);
            }
        }
    }

    @Test
    void theJarsOfTheHarnessAreKnownByTheirNames() {
        assertThat(List.of("maat-checkers-0.1.0.jar", "maat-checkers-naive-0.1.0-SNAPSHOT.jar", "maat-engine-12.jar"))
                .allMatch(ClassPathFolder::isHarnessJar);
        assertThat(List.of("maat-reference-0.1.0.jar", "maat-checkers-of-mine-1.jar", "checkers-1.jar"))
                .noneMatch(ClassPathFolder::isHarnessJar);
    }

    @Test
    void theSameFolderIsMadeOnce() {
        assertThat(folder(NaiveProvider.class)).isEqualTo(folder(NaiveProvider.class));
        assertThat(results.resolve("implementations")).isDirectoryNotContaining("glob:**/new*");
    }

    @Test
    void aClassThatCannotBeLoadedElsewhereIsRefused() {
        assertThatThrownBy(() -> folder(Hidden.class)).hasMessageContaining("must be a public class");
    }
}
