package dev.maat.node.implementation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupKeyFileTest {
    @TempDir
    private Path folder;

    private SequencedMap<String, String> named(int bytes) throws IOException {
        Path file = Files.write(folder.resolve("key"), "k".repeat(bytes).getBytes(StandardCharsets.UTF_8));
        return new TreeMap<>(Map.of("groupKeyFile", file.toString(), "ordering", "total"));
    }

    @Test
    void theFileIsReadAndNamedAsTheNodeFindsIt() throws IOException {
        assertThat(GroupKeyFile.keyOf(named(16))).hasSize(16);
        assertThat(GroupKeyFile.keyOf(Map.of("ordering", "total"))).isNull();
        assertThat(GroupKeyFile.movedTo(file -> "/elsewhere", named(16)))
                .containsEntry("groupKeyFile", "/elsewhere")
                .containsEntry("ordering", "total");
        assertThat(GroupKeyFile.movedTo(file -> "/elsewhere", new TreeMap<>(Map.of("ordering", "total"))))
                .containsOnlyKeys("ordering");
    }

    @Test
    void theImplementationIsGivenTheKeyInPlaceOfItsFile() throws IOException {
        Map<String, String> resolved = GroupKeyFile.resolve(named(16));

        assertThat(resolved).containsOnlyKeys("groupKey", "ordering");
        assertThat(Base64.getDecoder().decode(resolved.get("groupKey")))
                .isEqualTo("k".repeat(16).getBytes(StandardCharsets.UTF_8));
        assertThat(GroupKeyFile.resolve(named(1_024))).containsKey("groupKey");
    }

    @Test
    void aFileThatHoldsNoKeyIsRefusedWithTheRemedy() throws IOException {
        for (int bytes : new int[] {0, 15, 1_025}) {
            Map<String, String> options = named(bytes);
            assertThatThrownBy(() -> GroupKeyFile.resolve(options))
                    .hasMessageContaining("has " + bytes + " bytes, and a key 16 to 1024; make one")
                    .hasMessageNotContaining("kkk");
        }
        assertThatThrownBy(() -> GroupKeyFile.resolve(
                        Map.of("groupKeyFile", folder.resolve("none").toString())))
                .hasMessageContaining("the key cannot be read from");
    }

    @Test
    void aKeyThatEveryReaderOfTheScenarioWouldSeeIsRefused() {
        assertThatThrownBy(() -> GroupKeyFile.resolve(Map.of("groupKey", "c2VjcmV0")))
                .hasMessageContaining("name it with option groupKeyFile")
                .hasMessageNotContaining("c2VjcmV0");
    }
}
