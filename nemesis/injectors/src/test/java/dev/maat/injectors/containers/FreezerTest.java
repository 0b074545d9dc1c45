package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maat.injectors.InjectionException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of control groups, in a folder in the place of the kernel's. */
class FreezerTest {
    private static final String ID = "c0ffee";

    @TempDir
    private Path groups;

    private Freezer freezer = Freezer.NONE;

    @BeforeEach
    void looksIntoTheFolder() {
        freezer = new Freezer(null, groups, groups);
    }

    private Path file(String name) throws IOException {
        Path file = groups.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "");
    }

    @Test
    void aGroupOfTheFirstVersionIsHeldByItsFreezer() throws IOException {
        Path file = file("freezer/docker/" + ID + "/freezer.state");
        String listing = "9:pids:/docker/" + ID + "\n4:freezer:/docker/" + ID + "\n0::/docker/" + ID + "\n";
        assertThat(freezer.control(listing, ID)).isEqualTo(new Freezer.Control(file, "FROZEN", "THAWED"));
    }

    @Test
    void aGroupOfTheSecondVersionIsHeldByItself() throws IOException {
        Path file = file("system.slice/docker-" + ID + ".scope/cgroup.freeze");
        String listing = "0::/system.slice/docker-" + ID + ".scope\n";
        assertThat(freezer.control(listing, ID)).isEqualTo(new Freezer.Control(file, "1", "0"));
    }

    @Test
    void aGroupThatIsNotTheContainersOwnIsNeverHeld() throws IOException {
        file("freezer/docker/other/freezer.state");
        file("cgroup.freeze");
        assertThat(freezer.control("4:freezer:/docker/other\n0::/\n", ID)).isNull();
    }

    @Test
    void whereNoFileHoldsTheGroupNothingDoes() {
        assertThat(freezer.control("4:freezer:/docker/" + ID + "\n0::/docker/" + ID + "\n", ID))
                .isNull();
        assertThat(Freezer.NONE.freeze(new Target("n1", "10.0.0.1", 7, ID))).isEmpty();
    }

    private Path process(long pid, String state) throws IOException {
        file(pid + "/cgroup");
        Files.writeString(groups.resolve(pid + "/cgroup"), "4:freezer:/docker/" + ID + "\n");
        Files.writeString(file(pid + "/stat"), pid + " (a) Z b) " + state + " 1 1");
        return file("freezer/docker/" + ID + "/freezer.state");
    }

    @Test
    void aProcessThatRunsIsHeldAndKilledBeforeItsGroupIsLetGo() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        Path file = process(process.pid(), "S");

        try (Frozen held = freezer.freeze(process.pid(), ID).orElseThrow()) {
            assertThat(file).hasContent("FROZEN");
            assertThat(process.isAlive()).isTrue();
        }

        assertThat(process.waitFor()).isNotZero();
        assertThat(file).hasContent("THAWED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Z", "X"})
    void aProcessThatEndedByItselfIsNotHeld(String state) throws Exception {
        long pid = ProcessHandle.current().pid();
        Path file = process(pid, state);

        assertThat(freezer.freeze(pid, ID)).isEmpty();
        assertThat(file).hasContent("THAWED");
    }

    @Test
    void aHoldThatTakesTooLongEndsWithTheProcess() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        Path file = file("freezer/docker/" + ID + "/freezer.state");
        Freezer.Control control = new Freezer.Control(file, "FROZEN", "THAWED");

        try (Frozen held = new Frozen(process.toHandle(), control, Duration.ofMillis(1))) {
            assertThat(process.waitFor()).isNotZero();
        }

        assertThat(file).hasContent("THAWED");
    }

    @Test
    void aGroupThatGoesWithItsProcessIsNotMissed() throws Exception {
        Process process = new ProcessBuilder("sleep", "60").start();
        Freezer.Control gone = new Freezer.Control(groups.resolve("gone/cgroup.freeze"), "1", "0");

        new Frozen(process.toHandle(), gone, Frozen.LIMIT).close();

        assertThat(process.waitFor()).isNotZero();
        assertThat(gone.file()).doesNotExist();
    }

    @Test
    void aGroupThatCannotBeLetGoMasksNoEarlierFailure() throws Exception {
        // The parent never asks for the end of its child, which a kill therefore does not remove.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
        ProcessHandle child;
        try (BufferedReader said = parent.inputReader(StandardCharsets.UTF_8)) {
            child = ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
        }
        Freezer.Control folder = new Freezer.Control(Files.createDirectory(groups.resolve("folder")), "1", "0");

        assertThatThrownBy(() -> {
                    try (Frozen held = new Frozen(child, folder, Frozen.LIMIT)) {
                        throw new InjectionException("the counters are not read");
                    }
                })
                .hasMessage("the counters are not read")
                .satisfies(failure -> assertThat(failure.getSuppressed())
                        .singleElement()
                        .asString()
                        .contains("a killed node stays held"));
        parent.destroyForcibly().waitFor();
    }

    @Test
    void theHoldOfAKilledHarnessIsReleased() throws Exception {
        Path file = process(7, "D");
        Files.writeString(file, "FROZEN");

        freezer.release(7, ID);
        assertThat(file).hasContent("THAWED");

        Files.writeString(file, "FROZEN");
        freezer.release(7, "another");
        assertThat(file).hasContent("FROZEN");
    }
}
