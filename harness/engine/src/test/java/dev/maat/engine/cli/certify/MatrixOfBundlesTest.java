package dev.maat.engine.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates side by side, of bundles that are undamaged. */
class MatrixOfBundlesTest {
    private static final String RUN = "runs/000001/";

    @TempDir
    static Path temp;

    @TempDir
    private Path work;

    private static GoodBundle good;

    @BeforeAll
    static void certify() throws Exception {
        good = GoodBundle.in(temp);
    }

    private Path spoilt() {
        return work.resolve("spoilt.zip");
    }

    @Test
    void aMatrixIsMadeOfGoodBundlesOnly() throws IOException {
        Path page = temp.resolve("matrix.html");
        CommandRun made = CommandRun.of(
                List.of(),
                "matrix",
                good.file().toString(),
                good.file().toString(),
                "--verified",
                "--out",
                page.toString());
        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(Files.readString(page)).contains("Certification matrix", "fake 1", "self-inclusion", "kill");

        OpenedBundle bundle = good.opened();
        bundle.entries().get(RUN + "run.json")[60] ^= 1;
        CommandRun refused = CommandRun.of(
                List.of(),
                "matrix",
                bundle.put(spoilt()).toString(),
                "--out",
                temp.resolve("none.html").toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(RUN + "run.json");
        assertThat(temp.resolve("none.html")).doesNotExist();
    }

    @Test
    void aMatrixTakesOnlyWhatTheKeyHasSigned() throws IOException {
        Path page = work.resolve("signed.html");
        CommandRun signed = matrix(page, good.publicKey());
        assertThat(signed.code()).as(signed.toString()).isZero();
        assertThat(Files.readString(page)).contains("signed by the given key");

        CommandRun other = matrix(work.resolve("none.html"), good.otherKey());
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("signature.json: it is not a signature of the given key");
    }

    private static CommandRun matrix(Path page, Path key) {
        return CommandRun.of(
                List.of(), "matrix", good.file().toString(), "--key", key.toString(), "--out", page.toString());
    }
}
