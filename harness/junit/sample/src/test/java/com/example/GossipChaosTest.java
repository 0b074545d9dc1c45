package com.example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.maat.engine.run.JudgedRun;
import dev.maat.junit.ChaosTest;

class GossipChaosTest {
    @ChaosTest(
            provider = GossipProvider.class,
            claims = "reliable-fifo",
            membership = "static",
            seeds = "1..5",
            faults = "loss,partition,kill",
            payload = "32-1000")
    void everyMessageReachesEverySurvivorInOrder(JudgedRun run) {
        assertTrue(run.counts().bites() > 0, "some fault had an effect");
    }
}
