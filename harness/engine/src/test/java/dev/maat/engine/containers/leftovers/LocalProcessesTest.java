package dev.maat.engine.containers.leftovers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.containers.leftovers.HarnessIdentity.Presence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines here are folders with the few files of {@code /proc} and {@code /etc} that count. */
class LocalProcessesTest {
    private static final long HARNESS = 81;
    private static final long OTHER = 82;
    private static final String BOOT = "boot-1";

    @TempDir
    Path folder;

    private final Map<Long, Instant> handles = new TreeMap<>();

    private Path machine(String name, String machineId, String boot) throws IOException {
        Path root = folder.resolve(name);
        write(root.resolve("etc/machine-id"), machineId);
        write(root.resolve("proc/sys/kernel/random/boot_id"), boot);
        write(root.resolve("proc/sys/kernel/hostname"), "build-7");
        namespace(root, "pid:[1]");
        process(root, 1, "S", 3);
        process(root, HARNESS, "S", 5_000);
        return root;
    }

    private static void namespace(Path root, String name) throws IOException {
        Path link = root.resolve("proc/self/ns/pid");
        Files.createDirectories(link.getParent());
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(name));
    }

    private static void process(Path root, long pid, String state, long startTicks) throws IOException {
        write(
                root.resolve("proc/" + pid + "/stat"),
                pid + " (a (strange) name) " + state + " 1 81 81 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 9 0 " + startTicks
                        + " 123 456");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    private LocalProcesses of(Path root, long pid) {
        return new LocalProcesses(root, pid, one -> Optional.ofNullable(handles.get(one)));
    }

    private Presence seenFrom(Path root, HarnessIdentity harness) {
        try {
            process(root, OTHER, "R", 9_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(root, OTHER).presenceOf(harness);
    }

    @Test
    void aRunningHarnessIsAliveWhateverTheClockSays() throws IOException {
        Path root = machine("a", "id-1", BOOT);
        handles.put(HARNESS, Instant.parse("2026-01-01T00:00:00Z"));
        HarnessIdentity harness = of(root, HARNESS).self();

        // After the clock was set, Java computes another start for the same process.
        handles.put(HARNESS, Instant.parse("2026-01-01T00:07:00Z"));

        assertThat(seenFrom(root, harness)).isEqualTo(Presence.ALIVE);
        assertThat(harness.start()).isEqualTo("5000");
    }

    @Test
    void aHarnessWithoutAProcessIsDead() throws IOException {
        Path root = machine("a", "id-1", BOOT);
        HarnessIdentity harness = of(root, HARNESS).self();
        Files.delete(root.resolve("proc/" + HARNESS + "/stat"));

        assertThat(seenFrom(root, harness)).isEqualTo(Presence.DEAD);
    }

    @Test
    void aProcessIdThatIsUsedAgainBelongsToADeadHarness() throws IOException {
        Path root = machine("a", "id-1", BOOT);
        HarnessIdentity harness = of(root, HARNESS).self();
        process(root, HARNESS, "S", 7_000);

        assertThat(seenFrom(root, harness)).isEqualTo(Presence.DEAD);
    }

    @Test
    void aKilledHarnessWhoseParentNeverAskedForItsExitCodeIsDead() throws IOException {
        Path root = machine("a", "id-1", BOOT);
        HarnessIdentity harness = of(root, HARNESS).self();
        process(root, HARNESS, "Z", 5_000);

        assertThat(seenFrom(root, harness)).isEqualTo(Presence.DEAD);
    }

    @Test
    void aHarnessOfAnEarlierBootOfThisMachineIsDead() throws IOException {
        HarnessIdentity harness = of(machine("a", "id-1", "boot-0"), HARNESS).self();

        assertThat(seenFrom(machine("b", "id-1", BOOT), harness)).isEqualTo(Presence.DEAD);
    }

    @Test
    void aHarnessOfAnotherMachineIsNeverCalledDead() throws IOException {
        HarnessIdentity harness = of(machine("a", "id-2", "boot-2"), HARNESS).self();

        assertThat(seenFrom(machine("b", "id-1", BOOT), harness)).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void aMachineWithoutAnIdIsNotTakenForAnotherWithoutOne() throws IOException {
        HarnessIdentity harness = of(machine("a", "", "boot-0"), HARNESS).self();

        assertThat(seenFrom(machine("b", "", BOOT), harness)).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void aHarnessInAContainerOfThisMachineIsNotJudgedByTheProcessIdsHere() throws IOException {
        Path root = machine("a", "id-1", BOOT);
        namespace(root, "pid:[2]");
        HarnessIdentity harness = of(root, HARNESS).self();
        namespace(root, "pid:[1]");
        Files.delete(root.resolve("proc/" + HARNESS + "/stat"));

        assertThat(seenFrom(root, harness)).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void aSystemThatHidesProcessesOfOthersProvesNoDeath() throws IOException {
        Path root = machine("a", "id-1", BOOT);
        HarnessIdentity harness = of(root, HARNESS).self();
        Files.delete(root.resolve("proc/" + HARNESS + "/stat"));
        Files.delete(root.resolve("proc/1/stat"));

        assertThat(seenFrom(root, harness)).isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void withoutProcAHarnessIsDeadOnlyWhenNoProcessHasItsId() throws IOException {
        Path root = folder.resolve("mac");
        write(root.resolve("proc/sys/kernel/hostname"), "desk");
        handles.put(HARNESS, Instant.parse("2026-01-01T00:00:00Z"));
        HarnessIdentity harness = of(root, HARNESS).self();
        LocalProcesses later = of(root, OTHER);

        assertThat(later.presenceOf(harness)).isEqualTo(Presence.ALIVE);
        handles.put(HARNESS, Instant.parse("2026-01-01T00:07:00Z"));
        assertThat(later.presenceOf(harness)).isEqualTo(Presence.UNKNOWN);
        handles.remove(HARNESS);
        assertThat(later.presenceOf(harness)).isEqualTo(Presence.DEAD);
        assertThat(later.presenceOf(new HarnessIdentity("elsewhere", "", "", "", HARNESS, "x")))
                .isEqualTo(Presence.UNKNOWN);
    }

    @Test
    void aHarnessOnLinuxIsNotJudgedWithoutProcNorTheOtherWayRound() throws IOException {
        Path linux = machine("a", "id-1", BOOT);
        Path mac = folder.resolve("mac");
        write(mac.resolve("proc/sys/kernel/hostname"), "build-7");
        handles.put(HARNESS, Instant.parse("2026-01-01T00:00:00Z"));

        assertThat(of(mac, OTHER).presenceOf(of(linux, HARNESS).self())).isEqualTo(Presence.UNKNOWN);
        assertThat(seenFrom(linux, of(mac, HARNESS).self())).isEqualTo(Presence.UNKNOWN);
    }
}
