package dev.maat.engine.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A good bundle is confirmed; each of these is spoilt in one way, and refused by the name of what is wrong. */
class SpoiltBundleTest {
    private static final String RUN = "runs/000001/";

    @TempDir
    static Path temp;

    @TempDir
    private Path work;

    private static Path good;
    private static Path fake;

    @BeforeAll
    static void certify() throws Exception {
        fake = FakeImplementation.in(temp.resolve("fake"));
        Path key = pem("PRIVATE KEY", "key.pem", keys("pub.pem").getPrivate().getEncoded());
        keys("other.pem");
        CommandRun made = CommandRun.of(
                List.of(fake),
                "certify",
                "fake",
                "--profile",
                "membership",
                "--seeds",
                "2",
                "--battery",
                "0",
                "--all",
                "--duration",
                "500ms",
                "--seed",
                "11",
                "--sign",
                key.toString(),
                "--out",
                temp.resolve("made").toString());
        assertThat(made.code()).as(made.toString()).isIn(0, 1, 2);
        good = temp.resolve("made/bundle.maat-bundle.zip");
    }

    private static KeyPair keys(String name) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        pem("PUBLIC KEY", name, pair.getPublic().getEncoded());
        return pair;
    }

    private static Path pem(String label, String name, byte[] der) throws IOException {
        return Files.writeString(
                temp.resolve(name),
                "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + label
                        + "-----\n");
    }

    private static CommandRun replay(Path file) {
        return CommandRun.of(List.of(fake), "verify", file.toString(), "--replay");
    }

    private static CommandRun verify(Path file, String... more) {
        List<String> command = new ArrayList<>(List.of("verify", file.toString()));
        command.addAll(List.of(more));
        return CommandRun.of(List.of(), command.toArray(String[]::new));
    }

    private static void assertRefused(Path file, String... names) {
        CommandRun run = verify(file);
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("REFUSED").contains(names);
    }

    private Path spoilt() {
        return work.resolve("spoilt.zip");
    }

    @Test
    void aGoodBundleIsConfirmedAndSaysWhatIsKnownOfItsSignature() {
        CommandRun without = verify(good);
        CommandRun with = verify(good, "--key", temp.resolve("pub.pem").toString());

        assertThat(without.code()).as(without.toString()).isZero();
        assertThat(without.out())
                .contains("CONFIRMED", "its key was not checked", "2 runs follow from their raw histories");
        assertThat(with.code()).as(with.toString()).isZero();
        assertThat(with.out()).contains("signed by the given key");
    }

    @Test
    void anEntryAsItWasPutBackIsTheSameFile() throws IOException {
        assertThat(OpenedBundle.of(good).put(spoilt())).hasSameBinaryContentAs(good);
    }

    @Test
    void aFlippedByteOfAHistoryIsNamed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good);
        String log = bundle.first(RUN + "history/n", ".zst");
        bundle.entries().get(log)[40] ^= 1;

        assertRefused(bundle.put(spoilt()), log);
    }

    @Test
    void aFlippedByteOfAVerdictIsNamed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good);
        bundle.entries().get(RUN + "run.json")[60] ^= 1;

        assertRefused(bundle.put(spoilt()), RUN + "run.json");
    }

    @Test
    void aDroppedLogIsNamed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good);
        String log = bundle.first(RUN + "history/n", ".zst");
        bundle.entries().remove(log);

        assertRefused(bundle.put(spoilt()), log, "lacks it");
    }

    @Test
    void anAddedLogIsNamed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good);
        bundle.entries().put(RUN + "history/n77.0.jsonl.zst", new byte[] {1});

        assertRefused(bundle.put(spoilt()), "n77.0.jsonl.zst", "does not list it");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(good);
        Files.write(spoilt(), Arrays.copyOf(whole, whole.length - 100));

        assertRefused(spoilt(), "the file: it is cut off or damaged");
    }

    @Test
    void bytesBetweenTheEntriesAreNotOverlooked() throws IOException {
        byte[] whole = Files.readAllBytes(good);
        // The time of the first entry, which no content depends on.
        whole[10] ^= 1;
        Files.write(spoilt(), whole);
        assertRefused(spoilt(), "the file: bytes between its entries");

        byte[] longer = Arrays.copyOf(Files.readAllBytes(good), whole.length + 3);
        Files.write(spoilt(), longer);
        assertThat(verify(spoilt()).code()).isEqualTo(1);
    }

    @Test
    void anEditedPageIsNamed() throws IOException {
        OpenedBundle bundle =
                OpenedBundle.of(good).edited("certificate.html", page -> page.replace("membership", "atomic"));
        assertRefused(bundle.put(spoilt()), "certificate.html");
        assertRefused(bundle.forge(spoilt()), "certificate.html: it is not the page of this certificate");
    }

    @Test
    void aChainInAnotherOrderIsNamed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good).edited("bundle.json", SpoiltBundleTest::withTwoLinksSwapped);

        assertRefused(bundle.put(spoilt()), "the chain: its link 1");
    }

    private static String withTwoLinksSwapped(String index) {
        Matcher links = Pattern.compile("\"link\" : \"([0-9a-f]+)\"").matcher(index);
        List<String> found = links.results().map(link -> link.group(1)).toList();
        return index.replace(found.get(0), "first")
                .replace(found.get(1), found.get(0))
                .replace("first", found.get(1));
    }

    @Test
    void aSignatureOfAnotherKeyOrOverAnotherBundleIsRefused() throws IOException {
        CommandRun other = verify(good, "--key", temp.resolve("other.pem").toString());
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("signature.json: it is not a signature of the given key");

        OpenedBundle edited = OpenedBundle.of(good)
                .edited(
                        "signature.json",
                        text -> text.replaceFirst("\"signature\" : \"....", "\"signature\" : \"AAAA"));
        CommandRun wrong =
                verify(edited.put(spoilt()), "--key", temp.resolve("pub.pem").toString());
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out()).contains("signature.json");

        CommandRun unsigned = verify(
                OpenedBundle.of(good).forge(spoilt()),
                "--key",
                temp.resolve("pub.pem").toString());
        assertThat(unsigned.code()).isEqualTo(1);
        assertThat(unsigned.out()).contains("signature.json: it is missing");
    }

    @Test
    void aForgerWhoMakesEveryDigestAnewIsConfirmedOnlyWithoutAnEdit() throws IOException {
        CommandRun run = verify(OpenedBundle.of(good).forge(spoilt()));

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).contains("nothing says who made it");
    }

    @Test
    void anEditedVerdictDoesNotFollowFromTheHistory() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good)
                .edited(
                        RUN + "run.json",
                        text -> text.replaceFirst("\"verdict\":\"[a-z-]+\"", "\"verdict\":\"inapplicable\""));

        assertRefused(bundle.forge(spoilt()), RUN + "run.json: it says inapplicable, and the history says");
    }

    @Test
    void anEditedCountOfCasesDoesNotFollowFromTheHistory() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good)
                .edited(RUN + "run.json", text -> text.replaceFirst("\"atRisk\":[0-9]+", "\"atRisk\":123456"));

        assertRefused(bundle.forge(spoilt()), RUN + "run.json: of self-inclusion", "123456 at risk");
    }

    @Test
    void anEditedListOfSeedsIsNotThatOfTheMasterSeed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good)
                .edited("plan.json", text -> text.replaceFirst("\"masterSeed\" : 11", "\"masterSeed\" : 12"));

        assertRefused(bundle.forge(spoilt()), "plan.json: the seeds of swarm, simulation over udp");
    }

    @Test
    void anEditedClaimIsNotThatOfTheHistories() throws IOException {
        OpenedBundle plan = OpenedBundle.of(good)
                .edited("plan.json", text -> text.replace("\"profile\" : \"membership\"", "\"profile\" : \"atomic\""));
        assertRefused(plan.forge(spoilt()), "scenario.json: it claims", "the plan certifies atomic");

        OpenedBundle header = OpenedBundle.of(good)
                .edited(RUN + "history/harness.jsonl.zst", text -> text.replaceFirst("\"membership\"", "\"reliable\""));
        assertRefused(header.forge(spoilt()), RUN + "history/: its header is not that of the run's scenario");
    }

    @Test
    void historiesThatChangedPlacesAreNamed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good);
        OpenedBundle from = OpenedBundle.of(good);
        bundle.entries().keySet().removeIf(name -> name.matches("runs/00000[12]/history/.*"));
        from.entries().forEach((name, content) -> {
            if (name.startsWith("runs/000001/history/")) {
                bundle.entries().put(name.replace("000001", "000002"), content);
            } else if (name.startsWith("runs/000002/history/")) {
                bundle.entries().put(name.replace("000002", "000001"), content);
            }
        });

        assertRefused(bundle.forge(spoilt()), RUN + "history/: its header is not that of the run's scenario");
    }

    @Test
    void anEditedOutcomeDoesNotFollowFromTheRuns() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good)
                .edited(
                        "certificate.json",
                        text -> text.replaceFirst("\"outcome\" : \"[a-z]+\"", "\"outcome\" : \"certified\""));

        assertRefused(bundle.forge(spoilt()), "certificate.json: it says certified for membership");
    }

    @Test
    void aRunThatWasLeftOutIsMissed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good);
        bundle.entries().keySet().removeIf(name -> name.startsWith("runs/000002/"));

        assertRefused(bundle.forge(spoilt()), "certificate.json");
    }

    @Test
    void aNameThatLeadsOutOfTheFolderOrAPackedEntryIsRefused() throws IOException {
        OpenedBundle out = OpenedBundle.of(good);
        out.entries().put("runs/000001/history/../../../evil.jsonl.zst", new byte[1]);
        assertRefused(out.put(spoilt()), "evil.jsonl.zst: a bundle has no entry of this name");

        try (var zip = new ZipOutputStream(Files.newOutputStream(spoilt()))) {
            zip.putNextEntry(new ZipEntry("plan.json"));
            zip.write(new byte[100_000_000]);
            zip.closeEntry();
        }
        assertRefused(spoilt(), "plan.json: entries are stored as they are");
    }

    @Test
    void aFileThatIsNoBundleIsRefusedAndOneThatIsNotThereIsABadArgument() throws IOException {
        Files.writeString(spoilt(), "no zip");
        assertRefused(spoilt(), "the file: it is cut off or damaged");

        CommandRun absent = verify(temp.resolve("absent.zip"));
        assertThat(absent.code()).isEqualTo(254);
        assertThat(absent.err()).contains("absent.zip: there is no such file");
    }

    @Test
    void aMatrixIsMadeOfGoodBundlesOnly() throws IOException {
        Path page = temp.resolve("matrix.html");
        CommandRun made = CommandRun.of(
                List.of(), "matrix", good.toString(), good.toString(), "--verified", "--out", page.toString());
        assertThat(made.code()).as(made.toString()).isZero();
        assertThat(Files.readString(page)).contains("Certification matrix", "fake 1", "self-inclusion", "kill");

        OpenedBundle bundle = OpenedBundle.of(good);
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
    void aDisturbanceFromOutsideIsNothingThatASimulationHas() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good)
                .edited(RUN + "run.json", text -> text.replace("\"unasked\":[]", "\"unasked\":[\"somebody\"]"));

        assertRefused(bundle.forge(spoilt()), RUN + "run.json: it tells of a disturbance from outside");
    }

    @Test
    void aShareThatIsListedTwiceDoesNotCountTwice() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good)
                .edited(
                        "plan.json",
                        text -> text.replaceFirst("(?s)\"shares\" : \\[ (.*?\\}) \\],", "\"shares\" : [ $1, $1 ],"));

        assertRefused(bundle.forge(spoilt()), "plan.json", "a plan has each share once");
    }

    @Test
    void anEditedKillMatrixIsNotThatOfThisHarness() throws IOException {
        OpenedBundle bundle =
                OpenedBundle.of(good).edited("kills.csv", text -> text + "made-up,fifo,plain,self-inclusion,1\n");

        assertRefused(bundle.forge(spoilt()), "kills.csv: it is not the kill matrix of this Maat");
    }

    @Test
    void aBundleThatSaysThatAnotherBuildMadeItIsNeverFullyConfirmed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good);
        String[] digests = {"plan.json", "certificate.json"};
        for (String entry : digests) {
            bundle.edited(entry, text -> text.replaceFirst("\"harness\" : \"[0-9a-f]+\"", "\"harness\" : \"00\""));
        }
        CommandRun run = verify(bundle.forge(spoilt()));
        CommandRun again = replay(spoilt());

        assertThat(run.code()).as(run.toString()).isEqualTo(2);
        assertThat(run.out()).contains("NOT FULLY CONFIRMED", "kills.csv: another build", "certificate.html");
        assertThat(again.code()).as(again.toString()).isEqualTo(2);
        assertThat(again.out()).contains("no run was made again: another build of Maat");
    }

    @Test
    void aPlanOfAnotherConfigurationVersionOrCatalogueIsNotThatOfTheRuns() throws IOException {
        assertRefused(
                edited("plan.json", "\"ordering\" : \"[a-z]+\"", "\"ordering\" : \"causal\""),
                RUN + "scenario.json: its ordering or delivery is not that of the plan");
        assertRefused(
                edited("plan.json", "\"delivery\" : \"[a-z]+\"", "\"delivery\" : \"uniform\""),
                RUN + "scenario.json: its ordering or delivery is not that of the plan");
        assertRefused(
                edited("plan.json", "\"implementationVersion\" : \"1\"", "\"implementationVersion\" : \"2\""),
                RUN + "scenario.json: the version of Maat or of fake is not that of the plan");
        assertRefused(
                edited("plan.json", "\"catalogue\" : \"[0-9a-f]+\"", "\"catalogue\" : \"00\""),
                "plan.json: its catalogue of properties");
    }

    private Path edited(String entry, String regex, String by) throws IOException {
        return OpenedBundle.of(good)
                .edited(entry, text -> text.replaceFirst(regex, by))
                .forge(spoilt());
    }

    @Test
    void aLevelThatWasNotRunAndADurationThatNoRunHasAreRefused() throws IOException {
        assertRefused(
                edited("plan.json", "\"level\" : \"custom\"", "\"level\" : \"full\""),
                "plan.json: it says level full, and swarm, simulation over udp has 2 runs");
        assertRefused(
                edited("plan.json", "\"simulation\" : 500", "\"simulation\" : 30000"),
                RUN + "scenario.json: its duration is not that of the plan");
    }

    @Test
    void aMatrixTakesOnlyWhatTheKeyHasSigned() throws IOException {
        Path page = work.resolve("signed.html");
        CommandRun signed = matrix(page, "pub.pem");
        assertThat(signed.code()).as(signed.toString()).isZero();
        assertThat(Files.readString(page)).contains("signed by the given key");

        CommandRun other = matrix(work.resolve("none.html"), "other.pem");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("signature.json: it is not a signature of the given key");
    }

    private static CommandRun matrix(Path page, String key) {
        return CommandRun.of(
                List.of(), "matrix", good.toString(), "--key", temp.resolve(key).toString(), "--out", page.toString());
    }

    @Test
    void aRunWithoutAHistoryIsNeverFullyConfirmed() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good);
        bundle.entries().keySet().removeIf(name -> name.startsWith(RUN + "history/"));
        bundle.edited(RUN + "run.json", text -> text.replace("\"kept\":true", "\"kept\":false"));

        assertRefused(bundle.forge(spoilt()), RUN + "run.json: the plan keeps the history of this run");
    }

    @Test
    void aReplayMakesEverySimulatedRunAgain() {
        CommandRun run = replay(good);

        assertThat(run.code()).as(run.toString()).isZero();
        assertThat(run.out()).contains("2 simulated runs were drawn from their seeds and made again, to the byte");
    }

    @Test
    void aReplayFindsAScenarioThatItsSeedDoesNotDraw() throws IOException {
        Path file = edited(RUN + "scenario.json", "\"limitMillis\" *: *[0-9]+", "\"limitMillis\": 654321");
        CommandRun run = replay(file);

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains(RUN + "scenario.json: it is not the scenario that swarm draws from seed");
    }

    @Test
    void aReplayWithAnotherImplementationOrNoneBlamesNoBundle() throws IOException {
        CommandRun none = verify(good, "--replay");
        assertThat(none.code()).as(none.toString()).isEqualTo(2);
        assertThat(none.out()).contains("NOT FULLY CONFIRMED", "no run was made again: fake is not at hand");

        OpenedBundle bundle = OpenedBundle.of(good);
        for (String entry : List.of("plan.json", "certificate.json", "certificate.html")) {
            String digest = digestOfImplementation();
            bundle.edited(entry, text -> text.replace(digest, digest.replace('0', '1')));
        }
        CommandRun other = replay(bundle.forge(spoilt()));
        assertThat(other.code()).as(other.toString()).isEqualTo(2);
        assertThat(other.out()).contains("no run was made again: the fake that is at hand is not the one");
    }

    private static String digestOfImplementation() throws IOException {
        String plan = new String(OpenedBundle.of(good).entries().get("plan.json"), StandardCharsets.UTF_8);
        return plan.replaceFirst("(?s).*\"digests\".*\"implementation\" : \"([0-9a-f]+)\".*", "$1");
    }

    @Test
    void aLogWhoseNameIsNoPlainAsciiIsRefused() throws IOException {
        OpenedBundle bundle = OpenedBundle.of(good);
        bundle.entries().put(RUN + "history/\u00fc\u4e2d.jsonl.zst", new byte[1]);

        assertRefused(bundle.put(spoilt()), "a bundle has no entry of this name");
    }

    @Test
    void aWitnessOfNoViolatedPropertyIsRefusedWhateverItsNoteSays() throws IOException {
        String entry = "witness/self-inclusion.jsonl";
        assertRefused(edited("measured.json", "\"note\" : \"\"", "\"note\" : \"too long\""), entry + ": its note");
        assertRefused(
                edited("measured.json", "\"sentence\" : \"n", "\"sentence\" : \"m"),
                entry + ": run 1 does not violate self-inclusion as this witness");
        assertRefused(
                edited("measured.json", entry, "witness/membership-precision.jsonl"),
                "measured.json: the witness of self-inclusion is " + entry);

        OpenedBundle unlisted = OpenedBundle.of(good);
        unlisted.entries().put("witness/causal.scenario.json", new byte[] {'x'});
        assertRefused(unlisted.forge(spoilt()), "witness/causal.scenario.json: no violated property has this witness");
    }
}
