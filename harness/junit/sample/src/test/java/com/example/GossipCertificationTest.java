package com.example;

import dev.maat.junit.BuildUnderTest;
import dev.maat.junit.GroupCertification;

class GossipCertificationTest extends GroupCertification {
    @Override
    protected BuildUnderTest build() {
        return BuildUnderTest.of(GossipProvider.class)
                .named("gossip")
                .membership("static")
                .claiming("fifo", "reliable-fifo");
    }

    @Override
    protected int seeds() {
        return 20;
    }

    /** The cases of the battery send messages that need more than a packet, and this core puts each into one. */
    @Override
    protected int batteryRuns() {
        return 0;
    }

    @Override
    protected String payload() {
        return "32-1000";
    }
}
