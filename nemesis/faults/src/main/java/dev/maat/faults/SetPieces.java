package dev.maat.faults;

import java.util.List;

/**
 * Ambushes at the moments at which a view change built carelessly goes wrong: each is the decisive step of a schedule that breaks one of
 * the rules of agreement, of the flush, or of state transfer.
 */
enum SetPieces {
    /** The coordinator alone knows the decision, and is cut off with it. */
    DECIDED_AND_CUT_OFF("decided", "@coordinator", 1, isolated("@marker")),
    /** The coordinator hears the acceptances and can tell nobody. */
    DECIDED_AND_MUTE("propose", "@coordinator", 1, new Fault.OneWayCut(List.of(new Link("@marker", "@rest")))),
    /** Some members hear of the decision before the coordinator dies. */
    DECIDED_AND_DEAD("decided", "@coordinator", 1, new Fault.CrashPoint("@marker", 0, 1, 200)),
    /** Nobody hears of the decision. */
    DECIDED_AND_SILENT("decided", "@coordinator", 1, new Fault.Kill("@marker")),
    /** A value is accepted by a minority when its coordinator dies: it must be proposed again, unchanged. */
    ACCEPTED_BY_FEW("accept", "", 2, new Fault.Kill("@coordinator")),
    /** A value is accepted by a minority, which is then cut off: whatever the majority does, the two must not both decide. */
    ACCEPTORS_CUT_OFF(
            "accept", "", 2, new Fault.Partition(List.of(List.of("@coordinator", "@marker"), List.of("@rest")))),
    /** The acceptances are lost: the coordinator starts again while its value may be decided by another. */
    ACCEPTANCES_LOST("propose", "@coordinator", 1, new Fault.OneWayCut(List.of(new Link("@rest", "@marker")))),
    /** A proposal reaches few members. */
    PROPOSED_TO_FEW("propose", "", 1, isolated("@marker")),
    /** The coordinator sleeps on its promises, and wakes up in another ballot. */
    PREPARED_AND_ASLEEP("prepare", "", 1, new Fault.Pause("@marker")),
    PROPOSED_AND_ASLEEP("propose", "", 1, new Fault.Pause("@marker")),
    /** An acceptor sleeps between two ballots. */
    ACCEPTED_AND_ASLEEP("accept", "", 2, new Fault.Pause("@marker")),
    /** The first process with the new view dies, or goes on alone. */
    INSTALLED_AND_DEAD("install", "", 1, new Fault.Kill("@marker")),
    INSTALLED_AND_CUT_OFF("install", "", 1, isolated("@marker")),
    /** A joiner has its first view, and the process that it came from dies. */
    PROVIDER_DIES("view", "@joiner", 1, new Fault.Kill("@state-provider")),
    PROVIDER_CUT_OFF("transfer", "", 1, isolated("@state-provider")),
    JOINER_DIES("view", "@joiner", 1, new Fault.Kill("@marker")),
    /** The group is split while it is frozen. */
    SPLIT_WHILE_FROZEN("flush", "", 1, new Fault.Partition(List.of(List.of("@minority"), List.of("@majority")))),
    /** A process hears the group and is not heard, in the middle of a flush. */
    MUTE_WHILE_FROZEN("flush", "", 1, new Fault.OneWayCut(List.of(new Link("@marker", "@rest")))),
    /** The new sequencer dies with places that few have heard of. */
    SEQUENCER_DIES("order-handover", "", 1, new Fault.CrashPoint("@marker", 0, 1, 400)),
    SEQUENCER_CUT_OFF("first-delivery", "@sequencer", 1, isolated("@sequencer")),
    /** The first message of a view reaches one member only. */
    FIRST_TO_ONE("first-delivery", "", 1, new Fault.OneWayCut(List.of(new Link("@marker", "@other"))));

    final String mark;
    final String by;
    final int nth;
    final Fault fault;

    SetPieces(String mark, String by, int nth, Fault fault) {
        this.mark = mark;
        this.by = by;
        this.nth = nth;
        this.fault = fault;
    }

    private static Fault isolated(String role) {
        return new Fault.Partition(List.of(List.of(role), List.of("@majority", "@minority")));
    }
}
