package dev.maat.naive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;

/** Agreement and liveness at quiescence, from their definitions. */
@NullUnmarked // null is "none", see the package
final class NaiveLiveness {
    private final NaiveHistory h;
    private final List<Proc> core;

    NaiveLiveness(NaiveHistory history) {
        this.h = history;
        this.core = history.core.processes();
    }

    private interface Judgement {
        void judge(Cases cases);
    }

    /** The order of the premises that all liveness shares. */
    private String live(Judgement judgement) {
        return live(true, judgement);
    }

    /** The same, with a premise of the property's own beside the quorum. */
    private String live(boolean premise, Judgement judgement) {
        if (h.quiet == null || !endInvoked() || !probesOk()) {
            return "unknown";
        }
        if (!h.core.hasQuorumOfNewest()) {
            return h.core.nodesWithoutALog().isEmpty() ? "inapplicable" : "unknown";
        }
        if (!premise) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        judgement.judge(cases);
        if (cases.isViolated()) {
            return "violated";
        }
        boolean eachInvokedAnEnd = core.stream().allMatch(this::invokedEnd);
        if (h.end == null || !h.end.path("reason").asText().equals("complete") || !eachInvokedAnEnd) {
            return "unknown";
        }
        if (h.core.aNodeIsOutOfTheGroup() || !h.core.nodesWithoutALog().isEmpty()) {
            return "unknown";
        }
        return cases.word();
    }

    /** The verdict on all liveness before any case is looked at: ok if it can be judged. */
    String premises() {
        if (h.quiet == null || !endInvoked() || !probesOk()) {
            return "unknown";
        }
        boolean perhaps = !h.core.nodesWithoutALog().isEmpty();
        return h.core.hasQuorumOfNewest() ? "ok" : perhaps ? "unknown" : "inapplicable";
    }

    private boolean endInvoked() {
        return core.stream().anyMatch(this::invokedEnd);
    }

    private boolean invokedEnd(Proc p) {
        return h.sends.values().stream().anyMatch(s -> s.last() && s.by() == p);
    }

    private boolean probesOk() {
        JsonNode probes = h.quiet.path("probes");
        if (!probes.isObject() || probes.isEmpty()) {
            return false;
        }
        for (JsonNode probe : probes) {
            if (!probe.asText().equals("ok")) {
                return false;
            }
        }
        return true;
    }

    /** Whether a message was sent, or is an END that was invoked and did not fail. */
    private static boolean owedBySender(Send s) {
        return s.returned() || (s.last() && !s.hasFailed());
    }

    String validity() {
        return live(cases -> {
            for (Send s : h.sends.values()) {
                boolean excused = s.sendingViews().stream().anyMatch(v -> h.excluded(s.by(), s.by().install(v)));
                if (core.contains(s.by()) && owedBySender(s) && !s.by().delivered(s.m()) && !excused) {
                    cases.violationUnless(s.by().incomplete());
                }
            }
        });
    }

    String sendLiveness() {
        return live(cases -> {
            for (Send s : h.sends.values()) {
                if (core.contains(s.by()) && !s.returned() && !s.hasFailed() && !s.by().startsAfter(s.send())) {
                    cases.violationUnless(s.by().incomplete());
                }
            }
            for (Proc p : core) {
                boolean blocked = false;
                for (Ev ev : p.events) {
                    blocked &= !p.lives.contains(ev.at());
                    blocked = ev.e().equals("block") || (blocked && !ev.e().equals("unblock"));
                }
                if (blocked) {
                    cases.violationUnless(p.incomplete());
                }
            }
        });
    }

    /** The views in which a message was sent; none if no log shows its send. */
    private Set<String> sentIn(String m) {
        if (h.isStatic()) {
            return Set.of(NaiveHistory.IMPLICIT);
        }
        Send send = h.sends.get(m);
        return send == null ? Set.of() : send.sendingViews();
    }

    String agreement() {
        return live(cases -> {
            for (Proc p : core) {
                for (Ev ev : p.firstDelivery.values()) {
                    Install v = ev.view();
                    if (v != null && !h.isPartitionable() && h.excluded(p, v)) {
                        continue;
                    }
                    for (String sending : sentIn(ev.m())) {
                        for (Proc q : core) {
                            boolean asked = h.isPartitionable()
                                    ? v != null && v.id().equals(sending) && h.together(p, q, sending)
                                    : q.installed(sending) && !h.excluded(q, q.install(sending));
                            if (asked && !q.delivered(ev.m())) {
                                boolean mayHaveGoneOn = h.isPartitionable() && h.endsUncertainly(p, sending);
                                cases.violationUnless(q.incomplete() || mayHaveGoneOn);
                            }
                        }
                    }
                }
            }
        });
    }

    String viewAgreement() {
        return live(cases -> {
            for (Proc p : core) {
                for (Ev ev : p.firstDelivery.values()) {
                    Install v = ev.view();
                    if (v == null || (!h.isPartitionable() && h.excluded(p, v))) {
                        continue;
                    }
                    for (Proc q : core) {
                        boolean asked = h.isPartitionable()
                                ? h.together(p, q, v.id())
                                : q.installed(v.id()) && !h.excluded(q, q.install(v.id()));
                        if (asked && !q.delivered(ev.m())) {
                            boolean mayHaveGoneOn = h.isPartitionable() && h.endsUncertainly(p, v.id());
                            cases.violationUnless(q.incomplete() || mayHaveGoneOn);
                        }
                    }
                }
            }
        });
    }

    String uniformAgreement() {
        if (!h.primaryPropertiesApply()) {
            return "inapplicable";
        }
        String safety = new NaiveMessages(h).uniformAgreementSafety();
        if (safety.equals("violated")) {
            return "violated";
        }
        String end = live(cases -> {
            for (Proc p : h.all()) {
                for (Ev ev : p.firstDelivery.values()) {
                    for (Proc q : core) {
                        boolean ends = ev.view() != null
                                && ev.view().primary()
                                && q.last() != null
                                && q.last().primary()
                                && q.last().id().equals(ev.view().id());
                        if (ends && !q.delivered(ev.m())) {
                            cases.violationUnless(q.incomplete());
                        }
                    }
                }
            }
        });
        return end.equals("ok") && safety.equals("unknown") ? "unknown" : end;
    }

    String membershipPrecision() {
        if (h.isStatic()) {
            return "inapplicable";
        }
        return live(cases -> {
            for (Proc p : core) {
                if (p.last() == null || !mayBeTheCore(p.last().members())) {
                    cases.violationUnless(p.incomplete());
                    continue;
                }
                for (Proc q : core) {
                    if (q.last() != null && !q.last().id().equals(p.last().id())) {
                        cases.violationUnless(p.incomplete() || q.incomplete());
                    }
                }
            }
        });
    }

    /** Whether the members are the core processes, and no other but one process of each core node without a log. */
    private boolean mayBeTheCore(List<String> members) {
        Set<String> seen = new LinkedHashSet<>();
        core.forEach(p -> seen.add(p.id));
        List<String> unseen = new ArrayList<>();
        for (String member : members) {
            if (!seen.remove(member)) {
                unseen.add(member.substring(0, member.lastIndexOf('.')));
            }
        }
        return seen.isEmpty()
                && Set.copyOf(unseen).size() == unseen.size()
                && h.core.nodesWithoutALog().containsAll(unseen);
    }

    String multicastLiveness() {
        return commonLastView(false);
    }

    String safeLiveness() {
        return commonLastView(true);
    }

    private String commonLastView(boolean safe) {
        Install last = common();
        boolean told = !safe || h.all().stream().anyMatch(p -> p.has("safe"));
        return live(last != null && told, cases -> {
            for (Send s : h.sends.values()) {
                if (core.contains(s.by()) && owedBySender(s) && s.sendingViews().equals(Set.of(last.id()))) {
                    for (Proc q : core) {
                        boolean there = safe
                                ? q.events.stream().anyMatch(ev -> ev.e().equals("safe") && s.m().equals(ev.m()))
                                : q.sequence(last.id()).contains(s.m());
                        if (s.by().install(last.id()).members().contains(q.id) && !there) {
                            cases.violationUnless(core.stream().anyMatch(Proc::incomplete)
                                    || !h.core.nodesWithoutALog().isEmpty());
                        }
                    }
                }
            }
        });
    }

    private Install common() {
        Install last = null;
        for (Proc p : core) {
            if (p.last() == null || (last != null && !last.id().equals(p.last().id()))) {
                return null;
            }
            last = p.last();
        }
        return last;
    }

    String terminationOfDelivery() {
        return live(cases -> {
            for (Send s : h.sends.values()) {
                if (!core.contains(s.by()) || !owedBySender(s)) {
                    continue;
                }
                for (String view : s.sendingViews()) {
                    Install v = s.by().install(view);
                    for (Proc q : core) {
                        if (s.by().next(v) == null && v.members().contains(q.id) && !q.delivered(s.m())) {
                            cases.violationUnless(q.incomplete() || s.by().incomplete());
                        }
                    }
                }
            }
        });
    }

    String noSpuriousView() {
        if (h.isStatic()) {
            return "inapplicable";
        }
        if (h.quiet == null) {
            return "ok";
        }
        Cases cases = new Cases();
        long quietAt = h.quiet.path("t").asLong();
        for (Proc p : core) {
            for (Install v : p.installs) {
                long t = p.lines.get(v.at()).path("t").asLong();
                cases.violationIf(t > quietAt && !faultOnOrSince(quietAt, t));
            }
        }
        return cases.word();
    }

    private boolean faultOnOrSince(long quietAt, long t) {
        for (int k = 0; k < h.faults.size(); k++) {
            JsonNode fault = h.faults.get(k);
            if (!fault.path("on").asBoolean()) {
                continue;
            }
            long at = fault.path("t").asLong();
            boolean fellSince = at > quietAt && at <= t;
            List<JsonNode> heals = healsOf(k);
            boolean lasting = !fault.has("bit") && !fault.has("effect") || !heals.isEmpty();
            boolean healed = heals.stream().anyMatch(heal -> heal.path("t").asLong() < t);
            if (fellSince || at <= t && lasting && !healed) {
                return true;
            }
        }
        return false;
    }

    /** The heals of a fault that come after its fall. */
    private List<JsonNode> healsOf(int fall) {
        return h.faults.subList(fall + 1, h.faults.size()).stream()
                .filter(line -> !line.path("on").asBoolean()
                        && line.path("id").equals(h.faults.get(fall).path("id")))
                .toList();
    }
}
