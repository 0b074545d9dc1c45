package dev.maat.checkers.properties.evs;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.facts.Configurations;
import dev.maat.checkers.facts.Ending;
import dev.maat.checkers.facts.Facts;
import dev.maat.checkers.facts.Views;
import dev.maat.checkers.finding.Checker;
import dev.maat.checkers.finding.Findings;
import dev.maat.checkers.finding.Premises;
import dev.maat.checkers.finding.Witness;
import dev.maat.checkers.history.ViewContent;
import dev.maat.checkers.properties.membership.InitialViewEvent;
import org.jspecify.annotations.Nullable;

/**
 * Configurations change in step (EVS 2, and the definitions before it):
 *
 * <ul>
 *   <li>a process that installs a configuration is a member of it. One id means the same members everywhere and, if
 *       the configuration is transitional, the same regular configuration before it. Regular and transitional ids are
 *       kept apart;
 *   <li>sends, deliveries and safe indications happen only in a configuration;
 *   <li>a transitional configuration comes directly after the regular one that it is {@code of}, and all processes
 *       that go on from it go to one and the same regular one. Its members are members of both, and a process that
 *       installs the second is one of them exactly if it comes from the first;
 *   <li>an install is a consistent cut: the local orders and the edges from send to delivery have no cycle even if
 *       all installs of one configuration are taken as one event;
 *   <li>a core process that ends in a configuration while the run is at rest ends in it with all its members: each
 *       of them has installed it, has not failed, and has not gone on.
 * </ul>
 *
 * <p>A process that moves directly from one regular configuration to another breaks nothing: it delivered nothing
 * between them. Cost: O(N + configurations n). A case is an install, regular or transitional; it is at risk if it is
 * not the process's first. If an incomplete log may lack an install, the property is unknown. It is also unknown if a
 * member is gone from a configuration that others end in, and the history was never at rest. Violated when n1 and n2
 * go from one transitional configuration to different regular ones.
 */
public final class EvsConfigurationChange implements Checker {
    @Override
    public PropertyId property() {
        return PropertyId.EVS_CONFIGURATION_CHANGE;
    }

    @Override
    public void check(Facts facts, Findings findings) {
        if (Premises.needsViews(facts, findings) || Premises.needsConfigurations(facts, findings)) {
            return;
        }
        Configurations configurations = facts.configurations();
        identities(facts, findings);
        InitialViewEvent.outside(facts, findings, false);
        for (int row = 0; row < configurations.count(); row++) {
            findings.applicable(configurations.previous(row) != Configurations.NONE);
            if (configurations.transitional(row)) {
                follows(facts, row, findings);
            }
        }
        new LogicalOrder(facts, false).tell(findings);
        for (int p = 0; p < facts.history.processCount(); p++) {
            if (configurations.to(p) > configurations.from(p)) {
                ends(facts, p, configurations.to(p) - 1, findings);
            }
        }
    }

    private static void identities(Facts facts, Findings findings) {
        Configurations configurations = facts.configurations();
        for (int key = 0; key < configurations.keyCount(); key++) {
            int first = Configurations.NONE;
            boolean told = false;
            for (int position = configurations.byKeyFrom(key); position < configurations.byKeyTo(key); position++) {
                int row = configurations.byKey(position);
                first = first == Configurations.NONE ? row : first;
                ViewContent content = configurations.content(row);
                if (!content.has(configurations.process(row))) {
                    findings.violated(
                            facts.process(configurations.process(row)) + " installed " + configurations.name(row) + " "
                                    + facts.members(content) + ", and is not one of its members",
                            witness -> rows(witness, row));
                }
                if (!told && !same(configurations.content(first), content)) {
                    told = true;
                    tellTwo(facts, first, row, findings);
                }
            }
        }
    }

    /** Tells two contents of one configuration. */
    private static void tellTwo(Facts facts, int row, int other, Findings findings) {
        if (readFirst(facts, other, row)) {
            tellTwo(facts, other, row, findings);
            return;
        }
        findings.violated(
                facts.configurations().name(row) + " is " + told(facts, row) + ", and " + told(facts, other),
                witness -> rows(witness, row, other));
    }

    private static boolean readFirst(Facts facts, int row, int other) {
        return row != other
                && facts.readFirst(
                        facts.configurations().process(row),
                        facts.configurations().process(other));
    }

    private static boolean same(ViewContent a, ViewContent b) {
        @Nullable String of = a.transitionalOf();
        if (a == b) {
            return true;
        }
        return within(a, b) && within(b, a) && (of == null || of.equals(b.transitionalOf()));
    }

    private static boolean within(ViewContent a, ViewContent b) {
        for (int rank = 0; rank < a.size(); rank++) {
            if (!b.has(a.member(rank))) {
                return false;
            }
        }
        return true;
    }

    private static String told(Facts facts, int row) {
        ViewContent content = facts.configurations().content(row);
        return facts.members(content) + (content.regular() ? "" : " of " + content.transitionalOf()) + " at "
                + facts.process(facts.configurations().process(row));
    }

    private static void follows(Facts facts, int row, Findings findings) {
        Configurations configurations = facts.configurations();
        int p = configurations.process(row);
        int previous = configurations.previous(row);
        int next = configurations.next(row);
        ViewContent content = configurations.content(row);
        String name = configurations.name(row);
        if (previous == Configurations.NONE) {
            String told = facts.process(p) + " begins with " + name;
            if (facts.complete(p)) {
                findings.violated(told, witness -> rows(witness, row).complete(p));
            } else {
                findings.unknown(told + "; its log is incomplete");
            }
        } else if (configurations.transitional(previous)
                || !configurations.content(previous).id().equals(content.transitionalOf())) {
            findings.violated(
                    facts.process(p) + " went from " + configurations.name(previous) + " to " + name + ", which is of "
                            + content.transitionalOf(),
                    witness -> rows(witness, previous, row));
        } else if (!within(content, configurations.content(previous))) {
            findings.violated(
                    name + " has members that " + configurations.name(previous) + " does not have, at "
                            + facts.process(p),
                    witness -> rows(witness, previous, row));
        }
        if (next != Configurations.NONE && !configurations.transitional(next)) {
            if (!within(content, configurations.content(next))) {
                findings.violated(
                        name + " has members that " + configurations.name(next) + " does not have, at "
                                + facts.process(p),
                        witness -> rows(witness, row, next));
            }
            oneSuccessor(facts, row, next, findings);
            if (previous != Configurations.NONE && !configurations.transitional(previous)) {
                comers(facts, previous, row, next, findings);
            }
        }
    }

    /** Compares with the first process that went on from a transitional configuration. */
    private static void oneSuccessor(Facts facts, int row, int next, Findings findings) {
        Configurations configurations = facts.configurations();
        int key = configurations.key(row);
        for (int position = configurations.byKeyFrom(key); position < configurations.byKeyTo(key); position++) {
            int other = configurations.byKey(position);
            int otherNext = configurations.next(other);
            if (otherNext == Configurations.NONE || configurations.transitional(otherNext)) {
                continue;
            }
            if (configurations.key(otherNext) != configurations.key(next)) {
                int one = readFirst(facts, row, other) ? row : other;
                int two = one == row ? other : row;
                findings.violated(
                        facts.process(configurations.process(one)) + " went on from " + configurations.name(row)
                                + " to " + configurations.name(configurations.next(one)) + ", but "
                                + facts.process(configurations.process(two)) + " went on to "
                                + configurations.name(configurations.next(two)),
                        witness -> rows(witness, row, next, other, otherNext));
            }
            return;
        }
    }

    /**
     * Its members, among the processes that install the regular one behind it, are those that come from the one before
     * it.
     */
    private static void comers(Facts facts, int previous, int row, int next, Findings findings) {
        Configurations configurations = facts.configurations();
        int key = configurations.key(next);
        for (int position = configurations.byKeyFrom(key); position < configurations.byKeyTo(key); position++) {
            int view = configurations.regular(configurations.byKey(position));
            int from = facts.views.previous(view);
            int q = facts.views.process(view);
            boolean came = from != Views.NONE && facts.views.id(from) == idOf(facts, previous);
            if (came == configurations.content(row).has(q)) {
                continue;
            }
            String told = facts.process(q) + " came to " + configurations.name(next) + " from "
                    + (from == Views.NONE ? "no view" : facts.views.name(from)) + " and is "
                    + (came ? "not " : "") + "in the " + configurations.name(row) + " of "
                    + facts.process(configurations.process(row)) + ", which came from " + configurations.name(previous);
            int elsewhere = facts.views.installOf(q, idOf(facts, previous));
            if (!came && elsewhere == Views.NONE && !facts.complete(q)) {
                findings.unknown(told + "; its log is incomplete");
                continue;
            }
            findings.violated(
                    told,
                    witness -> rows(witness, previous, row, next)
                            .install(from)
                            .install(view)
                            .install(elsewhere)
                            .complete(q));
        }
    }

    private static int idOf(Facts facts, int row) {
        return facts.views.id(facts.configurations().regular(row));
    }

    private static void ends(Facts facts, int p, int row, Findings findings) {
        Ending ending = Ending.of(facts, p);
        if (ending == Ending.FAILED || ending == Ending.EXCUSED) {
            return;
        }
        Configurations configurations = facts.configurations();
        ViewContent content = configurations.content(row);
        for (int rank = 0; rank < content.size(); rank++) {
            int q = content.member(rank);
            int last = configurations.to(q) > configurations.from(q) ? configurations.to(q) - 1 : Configurations.NONE;
            boolean there = last != Configurations.NONE && configurations.key(last) == configurations.key(row);
            if (there && !Ending.failed(facts, q)) {
                continue;
            }
            String told = facts.process(p) + " ended in " + configurations.name(row) + " with " + facts.process(q)
                    + ", which " + (there ? "failed in it" : "is not in it");
            boolean absent = !there && !installed(configurations, q, configurations.key(row)) && !facts.complete(q);
            if (ending == Ending.UNDECIDED) {
                findings.unknown(told + "; " + Ending.why(facts));
            } else if (!facts.complete(p) || absent) {
                findings.unknown(told + "; a log is incomplete");
            } else {
                findings.violated(told, witness -> {
                    rows(witness, row).configuration(last);
                    gone(facts, q, witness.complete(p).complete(q)).liveness(-1);
                });
                if (!findings.tellsAll()) {
                    return;
                }
            }
        }
    }

    /** Adds the line by which a process left or was excluded, if there is one. */
    private static Witness gone(Facts facts, int q, Witness witness) {
        return facts.views.gone(q) == Integer.MAX_VALUE ? witness : witness.event(q, facts.views.gone(q));
    }

    private static boolean installed(Configurations configurations, int q, int key) {
        for (int row = configurations.from(q); row < configurations.to(q); row++) {
            if (configurations.key(row) == key) {
                return true;
            }
        }
        return false;
    }

    private static Witness rows(Witness witness, int... rows) {
        for (int row : rows) {
            witness.configuration(row);
        }
        return witness;
    }
}
