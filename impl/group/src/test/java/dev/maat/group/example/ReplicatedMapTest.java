package dev.maat.group.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.group.Loopback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplicatedMapTest {
    @TempDir
    Path folder;

    private ReplicatedMap map(Loopback loopback, String node) throws Exception {
        return new ReplicatedMap(loopback.node(node)
                .founders("n1", "n2")
                .ordering("total")
                .delivery("uniform")
                .build());
    }

    @Test
    void aCopyThatJoinsLaterHasWhatWasPutBefore() throws Exception {
        Loopback loopback = new Loopback(3, folder);
        try (ReplicatedMap one = map(loopback, "n1");
                ReplicatedMap two = map(loopback, "n2")) {
            one.put("colour", "red").get(30, TimeUnit.SECONDS);
            two.put("colour", "green").get(30, TimeUnit.SECONDS);
            assertThat(two.get("colour")).isEqualTo("green");
            try (ReplicatedMap three = map(loopback, "n3")) {
                three.group().awaitView(Duration.ofSeconds(30));
                three.put("shape", "round").get(30, TimeUnit.SECONDS);

                assertThat(three.get("colour")).isEqualTo("green");
                assertThat(three.get("shape")).isEqualTo("round");
                three.group().leave().get(30, TimeUnit.SECONDS);
            }
        }
    }
}
