package dev.maat.engine.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are confirmed, or left open: a fact that cannot be known here is no fault of the bundle. */
class ConfirmedBundleTest {
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
    void aGoodBundleIsConfirmedAndSaysWhatIsKnownOfItsSignature() {
        CommandRun without = GoodBundle.verify(good.file());
        CommandRun with =
                GoodBundle.verify(good.file(), "--key", good.publicKey().toString());

        assertThat(without.code()).as(without.toString()).isZero();
        assertThat(without.out())
                .contains("CONFIRMED", "its key was not checked", "2 runs follow from their raw histories");
        assertThat(with.code()).as(with.toString()).isZero();
        assertThat(with.out()).contains("signed by the given key");
    }

    @Test
    void anEntryAsItWasPutBackIsTheSameFile() throws IOException {
        assertThat(good.opened().put(spoilt())).hasSameBinaryContentAs(good.file());
    }

    @Test
    void aForgerWhoMakesEveryDigestAnewIsConfirmedOnlyWithoutAnEdit() throws IOException {
        CommandRun run = GoodBundle.verify(good.opened().forge(spoilt()));

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).contains("nothing says who made it");
    }

    @Test
    void aBundleThatSaysThatAnotherBuildMadeItIsNeverFullyConfirmed() throws IOException {
        OpenedBundle bundle = good.opened();
        String[] digests = {"plan.json", "certificate.json"};
        for (String entry : digests) {
            bundle.edited(entry, text -> text.replaceFirst("\"harness\" : \"[0-9a-f]+\"", "\"harness\" : \"00\""));
        }
        CommandRun run = GoodBundle.verify(bundle.forge(spoilt()));
        CommandRun again = good.replay(spoilt());

        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).contains("NOT FULLY CONFIRMED", "kills.csv: another build", "certificate.html");
        assertThat(again.code()).as(again.toString()).isEqualTo(2);
        assertThat(again.out()).contains("no run was made again: another build of Maat");
    }

    @Test
    void aReplayMakesEverySimulatedRunAgain() {
        CommandRun run = good.replay(good.file());

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).contains("2 simulated runs were drawn from their seeds and made again, to the byte");
    }

    @Test
    void aReplayWithAnotherImplementationOrNoneBlamesNoBundle() throws IOException {
        CommandRun none = GoodBundle.verify(good.file(), "--replay");
        assertThat(none.code()).as(none.toString()).isEqualTo(2);
        assertThat(none.out()).contains("NOT FULLY CONFIRMED", "no run was made again: fake is not at hand");

        OpenedBundle bundle = good.opened();
        for (String entry : List.of("plan.json", "certificate.json", "certificate.html")) {
            String digest = digestOfImplementation();
            bundle.edited(entry, text -> text.replace(digest, digest.replace('0', '1')));
        }
        CommandRun other = good.replay(bundle.forge(spoilt()));
        assertThat(other.code()).as(other.toString()).isEqualTo(2);
        assertThat(other.out()).contains("no run was made again: the fake that is at hand is not the one");
    }

    private static String digestOfImplementation() throws IOException {
        String plan = new String(good.opened().entries().get("plan.json"), StandardCharsets.UTF_8);
        return plan.replaceFirst("(?s).*\"digests\".*\"implementation\" : \"([0-9a-f]+)\".*", "$1");
    }

    @Test
    void aHistoryThatTheSeedDoesNotReplayIsRefused() throws IOException {
        OpenedBundle bundle = good.opened()
                .edited(
                        RUN + "history/n1.0.jsonl.zst",
                        log -> log.replaceFirst("\"e\":\"start\"", "\"e\":\"start\",\"x\":1"));
        CommandRun run = good.replay(bundle.forge(spoilt()));

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains(RUN + "run.json: made again, its history is not the one");
    }

    @Test
    void anImplementationThatIsNotDeterministicCannotBeReplayedAndIsNotRefusedForIt() throws Exception {
        Path folder = work.resolve("forgetful");
        CommandRun made = GoodBundle.certify(good.implementation(), "fake:forgetful-of-seeds", folder, "--all");
        assertThat(made.code()).as(made.toString()).isIn(1, 2);
        Path file = folder.resolve("bundle.maat-bundle.zip");
        CommandRun run = good.replay(file);

        assertThat(GoodBundle.verify(file).code()).as("without a replay").isZero();
        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.out())
                .contains("2 simulated runs cannot be replayed, since the implementation is not deterministic")
                .doesNotContain("REFUSED");
    }
}
