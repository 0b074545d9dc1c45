package dev.maat.engine.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.fake.FakeImplementation;
import dev.maat.engine.fake.WrittenDeployment;
import dev.maat.engine.run.Deployment;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import dev.maat.node.implementation.PlantedDefect;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ZooHuntTest {
    private static final long LAST_SEED = 15;

    @TempDir
    Path temp;

    @Test
    void aRunWhoseHistoryCannotBeJudgedIsNotedAndTheHuntGoesOn() throws IOException {
        Implementation fake = Implementations.scan(FakeImplementation.in(temp)).find("fake");
        PlantedDefect planted = new PlantedDefect("local-monotonicity", "fifo", "plain", "");
        Deployment unreadable = new WrittenDeployment((scenario, run) -> "no line of a history\n");
        ZooHunt hunt = new ZooHunt(
                1, LAST_SEED, temp.resolve("work"), any -> HuntedFake::scenario, loaded -> unreadable, "test");

        ZooResult result = hunt.hunt(fake, planted, new ZooBuild("one", "one"), "udp", HuntedFake.KINDS);

        assertThat(result).isNotNull();
        assertThat(result.killed()).isFalse();
        assertThat(result.runs()).as("the seeds, and the battery").isGreaterThan(LAST_SEED);
        assertThat(result.unjudged()).hasSizeLessThan((int) LAST_SEED);
        assertThat(result.unjudged().getFirst()).startsWith("seed 1: ");
        ZooPlan plan = new ZooPlan(null, 1, LAST_SEED, null, 1_000, "test");
        assertThat(ZooJson.read(ZooJson.text(plan, List.of(result), 1), plan, temp))
                .containsExactly(result);
    }
}
