package dev.maat.engine.bench.group;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.engine.run.HarnessException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberProcessTest {
    private static final long MAX_WAIT_MILLIS = 60_000;

    @TempDir
    Path temp;

    @Test
    void aMemberThatEndsIsNamedWithItsStatusAndItsLastWords() throws IOException {
        try (MemberProcess member =
                new MemberProcess("n1", List.of("-XX:NoSuchFlag=1"), List.of(), temp.resolve("n1.err"))) {
            assertThatThrownBy(() -> member.await(0, "started", line -> true, MAX_WAIT_MILLIS))
                    .isInstanceOf(HarnessException.class)
                    .hasMessageContaining("member n1 ended, with status 1")
                    .hasMessageContaining("NoSuchFlag");
        }
    }
}
