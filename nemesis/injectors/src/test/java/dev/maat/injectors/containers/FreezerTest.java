package dev.maat.injectors.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    @Test
    void aHeldProcessIsKilledBeforeItsGroupIsLetGo() throws Exception {
        Path file = file("freezer/docker/" + ID + "/freezer.state");
        Process process = new ProcessBuilder("sleep", "60").start();
        new Freezer.Frozen(process.toHandle(), new Freezer.Control(file, "FROZEN", "THAWED")).kill();
        assertThat(process.waitFor()).isNotZero();
        assertThat(file).hasContent("THAWED");
    }
}
