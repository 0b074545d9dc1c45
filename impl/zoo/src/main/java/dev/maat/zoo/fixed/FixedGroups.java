package dev.maat.zoo.fixed;

import dev.maat.zoo.defect.Defect;
import java.util.List;

/** The protocols for static groups; options have no meaning there. */
public final class FixedGroups {
    public static final List<Defect> ALL = List.of(
            new Defect("static-relayed", options -> new StaticMulticast(RepairRule.STANDARD)),
            new Defect("static-unrelayed", options -> new StaticMulticast(new SenderRepairs())),
            new Defect("static-sent-once", options -> new SentOnce()));

    private FixedGroups() {}
}
