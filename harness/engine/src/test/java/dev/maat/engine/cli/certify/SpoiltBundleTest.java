package dev.maat.engine.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each of these bundles is spoilt in one way, and refused by the name of what is wrong. */
class SpoiltBundleTest {
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

    private static void assertRefused(Path file, String... names) {
        CommandRun run = GoodBundle.verify(file);
        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains("REFUSED").contains(names);
    }

    private Path spoilt() {
        return work.resolve("spoilt.zip");
    }

    @Test
    void aFlippedByteOfAHistoryIsNamed() throws IOException {
        OpenedBundle bundle = good.opened();
        String log = bundle.first(RUN + "history/n", ".zst");
        bundle.entries().get(log)[40] ^= 1;

        assertRefused(bundle.put(spoilt()), log);
    }

    @Test
    void aFlippedByteOfAVerdictIsNamed() throws IOException {
        OpenedBundle bundle = good.opened();
        bundle.entries().get(RUN + "run.json")[60] ^= 1;

        assertRefused(bundle.put(spoilt()), RUN + "run.json");
    }

    @Test
    void aDroppedLogIsNamed() throws IOException {
        OpenedBundle bundle = good.opened();
        String log = bundle.first(RUN + "history/n", ".zst");
        bundle.entries().remove(log);

        assertRefused(bundle.put(spoilt()), log, "lacks it");
    }

    @Test
    void anAddedLogIsNamed() throws IOException {
        OpenedBundle bundle = good.opened();
        bundle.entries().put(RUN + "history/n77.0.jsonl.zst", new byte[] {1});

        assertRefused(bundle.put(spoilt()), "n77.0.jsonl.zst", "does not list it");
    }

    @Test
    void aFileThatIsCutOffIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(good.file());
        Files.write(spoilt(), Arrays.copyOf(whole, whole.length - 100));

        assertRefused(spoilt(), "the file: it is cut off or damaged");
    }

    @Test
    void bytesBetweenTheEntriesAreNotOverlooked() throws IOException {
        byte[] whole = Files.readAllBytes(good.file());
        // The time of the first entry, which no content depends on.
        whole[10] ^= 1;
        Files.write(spoilt(), whole);
        assertRefused(spoilt(), "the file: bytes between its entries");

        byte[] longer = Arrays.copyOf(Files.readAllBytes(good.file()), whole.length + 3);
        Files.write(spoilt(), longer);
        assertThat(GoodBundle.verify(spoilt()).code()).isEqualTo(1);
    }

    @Test
    void anEditedPageIsNamed() throws IOException {
        OpenedBundle bundle = good.opened().edited("certificate.html", page -> page.replace("membership", "atomic"));
        assertRefused(bundle.put(spoilt()), "certificate.html");
        assertRefused(bundle.forge(spoilt()), "certificate.html: it is not the page of this certificate");
    }

    @Test
    void aChainInAnotherOrderIsNamed() throws IOException {
        OpenedBundle bundle = good.opened().edited("bundle.json", SpoiltBundleTest::withTwoLinksSwapped);

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
        CommandRun other =
                GoodBundle.verify(good.file(), "--key", good.otherKey().toString());
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.out()).contains("signature.json: it is not a signature of the given key");

        OpenedBundle edited = good.opened()
                .edited(
                        "signature.json",
                        text -> text.replaceFirst("\"signature\" : \"....", "\"signature\" : \"AAAA"));
        CommandRun wrong = GoodBundle.verify(
                edited.put(spoilt()), "--key", good.publicKey().toString());
        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.out()).contains("signature.json");

        CommandRun unsigned = GoodBundle.verify(
                good.opened().forge(spoilt()), "--key", good.publicKey().toString());
        assertThat(unsigned.code()).isEqualTo(1);
        assertThat(unsigned.out()).contains("signature.json: it is missing");
    }

    @Test
    void anEditedVerdictDoesNotFollowFromTheHistory() throws IOException {
        OpenedBundle bundle = good.opened()
                .edited(
                        RUN + "run.json",
                        text -> text.replaceFirst("\"verdict\":\"[a-z-]+\"", "\"verdict\":\"inapplicable\""));

        assertRefused(bundle.forge(spoilt()), RUN + "run.json: it says inapplicable, and the history says");
    }

    @Test
    void anEditedCountOfCasesDoesNotFollowFromTheHistory() throws IOException {
        OpenedBundle bundle = good.opened()
                .edited(RUN + "run.json", text -> text.replaceFirst("\"atRisk\":[0-9]+", "\"atRisk\":123456"));

        assertRefused(bundle.forge(spoilt()), RUN + "run.json: of self-inclusion", "123456 at risk");
    }

    @Test
    void anEditedListOfSeedsIsNotThatOfTheMasterSeed() throws IOException {
        OpenedBundle bundle = good.opened()
                .edited("plan.json", text -> text.replaceFirst("\"masterSeed\" : 11", "\"masterSeed\" : 12"));

        assertRefused(bundle.forge(spoilt()), "plan.json: the seeds of swarm, simulation over udp");
    }

    @Test
    void anEditedClaimIsNotThatOfTheHistories() throws IOException {
        OpenedBundle plan = good.opened()
                .edited("plan.json", text -> text.replace("\"profile\" : \"membership\"", "\"profile\" : \"atomic\""));
        assertRefused(plan.forge(spoilt()), "scenario.json: it claims", "the plan certifies atomic");

        OpenedBundle header = good.opened()
                .edited(RUN + "history/harness.jsonl.zst", text -> text.replaceFirst("\"membership\"", "\"reliable\""));
        assertRefused(header.forge(spoilt()), RUN + "history/: its header is not that of the run's scenario");
    }

    @Test
    void historiesThatChangedPlacesAreNamed() throws IOException {
        OpenedBundle bundle = good.opened();
        OpenedBundle from = good.opened();
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
        OpenedBundle bundle = good.opened()
                .edited(
                        "certificate.json",
                        text -> text.replaceFirst("\"outcome\" : \"[a-z]+\"", "\"outcome\" : \"certified\""));

        assertRefused(bundle.forge(spoilt()), "certificate.json: it says certified for membership");
    }

    @Test
    void aRunThatWasLeftOutIsMissed() throws IOException {
        OpenedBundle bundle = good.opened();
        bundle.entries().keySet().removeIf(name -> name.startsWith("runs/000002/"));

        assertRefused(bundle.forge(spoilt()), "certificate.json");
    }

    @Test
    void aNameThatLeadsOutOfTheFolderOrAPackedEntryIsRefused() throws IOException {
        OpenedBundle out = good.opened();
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

        CommandRun absent = GoodBundle.verify(temp.resolve("absent.zip"));
        assertThat(absent.code()).isEqualTo(254);
        assertThat(absent.err()).contains("absent.zip: there is no such file");
    }

    @Test
    void aDisturbanceFromOutsideIsNothingThatASimulationHas() throws IOException {
        OpenedBundle bundle = good.opened()
                .edited(RUN + "run.json", text -> text.replace("\"unasked\":[]", "\"unasked\":[\"somebody\"]"));

        assertRefused(bundle.forge(spoilt()), RUN + "run.json: it tells of a disturbance from outside");
    }

    @Test
    void aResultThatWasSetAsideIsNothingThatASimulationHas() throws IOException {
        OpenedBundle bundle = good.opened()
                .edited(RUN + "run.json", text -> text.replace("\"setAside\":[]", "\"setAside\":[\"unknown\"]"));

        assertRefused(bundle.forge(spoilt()), RUN + "run.json: it tells of a result that was set aside");
    }

    @Test
    void sittingsThatMadeOtherRunsThanTheBundleHasAreRefused() throws IOException {
        OpenedBundle bundle =
                good.opened().edited("measured.json", text -> text.replace("\"runs\" : 2", "\"runs\" : 3"));

        assertRefused(bundle.forge(spoilt()), "measured.json: its sittings made 3 runs, and the bundle has 2");
    }

    @Test
    void aShareThatIsListedTwiceDoesNotCountTwice() throws IOException {
        OpenedBundle bundle = good.opened()
                .edited(
                        "plan.json",
                        text -> text.replaceFirst("(?s)\"shares\" : \\[ (.*?\\}) \\],", "\"shares\" : [ $1, $1 ],"));

        assertRefused(bundle.forge(spoilt()), "plan.json", "a plan has each share once");
    }

    @Test
    void anEditedKillMatrixIsNotThatOfThisHarness() throws IOException {
        OpenedBundle bundle = good.opened().edited("kills.csv", text -> text + "made-up,fifo,plain,self-inclusion,1\n");

        assertRefused(bundle.forge(spoilt()), "kills.csv: it is not the kill matrix of this Maat");
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
        return good.opened().edited(entry, text -> text.replaceFirst(regex, by)).forge(spoilt());
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
    void aRunWithoutAHistoryIsNeverFullyConfirmed() throws IOException {
        OpenedBundle bundle = good.opened();
        bundle.entries().keySet().removeIf(name -> name.startsWith(RUN + "history/"));
        bundle.edited(RUN + "run.json", text -> text.replace("\"kept\":true", "\"kept\":false"));

        assertRefused(bundle.forge(spoilt()), RUN + "run.json: the plan keeps the history of this run");
    }

    @Test
    void aReplayFindsAScenarioThatItsSeedDoesNotDraw() throws IOException {
        Path file = edited(RUN + "scenario.json", "\"limitMillis\" *: *[0-9]+", "\"limitMillis\": 654321");
        CommandRun run = good.replay(file);

        assertThat(run.code()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).contains(RUN + "scenario.json: it is not the scenario that swarm draws from seed");
    }

    @Test
    void aToldReplayOfARunThatTheBundleLacksIsRefusedAndExcusesNoOther() throws IOException {
        OpenedBundle bundle = good.opened()
                .edited(
                        "measured.json",
                        text -> text.replaceFirst(
                                "\"run\" : 1,(\\s+)\"equal\" : true", "\"run\" : 999999,$1\"equal\" : false"))
                .edited(
                        RUN + "history/n1.0.jsonl.zst",
                        log -> log.replaceFirst("\"e\":\"start\"", "\"e\":\"start\",\"x\":1"));
        assertRefused(bundle.forge(spoilt()), "measured.json: it tells that run 999999 was made twice");

        assertThat(good.replay(spoilt()).out()).contains(RUN + "run.json: made again, its history is not the one");
    }

    @Test
    void faultsAndPayloadsThatNobodyCanReadAreRefusedByTheNameOfThePlan() throws IOException {
        for (String edit : List.of("\"faults\" : \"no-such-fault\"", "\"payload\" : \"much\"")) {
            String key = edit.substring(0, edit.indexOf(' '));
            Path file = edited("plan.json", key + " : \"\"", edit);
            CommandRun again = good.replay(file);

            assertRefused(file, "plan.json: it is not what a bundle holds there");
            assertThat(again.code()).as(again.toString()).isEqualTo(1);
        }
    }

    @Test
    void aPlanThatDrawsNoScenarioIsRefusedWhereItsRunsAreMadeAgain() throws IOException {
        CommandRun again = good.replay(edited("plan.json", "\"simulation\" : 500", "\"simulation\" : -1"));

        assertThat(again.code()).as(again.toString()).isEqualTo(1);
        assertThat(again.out()).contains(RUN + "scenario.json: with this plan, swarm draws no scenario from seed");
    }

    @Test
    void aLogWhoseNameIsNoPlainAsciiIsRefused() throws IOException {
        OpenedBundle bundle = good.opened();
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

        OpenedBundle unlisted = good.opened();
        unlisted.entries().put("witness/causal.scenario.json", new byte[] {'x'});
        assertRefused(unlisted.forge(spoilt()), "witness/causal.scenario.json: no violated property has this witness");
    }
}
