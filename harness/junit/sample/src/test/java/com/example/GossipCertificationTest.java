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

    @Override
    protected String payload() {
        return "32-1000";
    }
}
