package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins the lines of faults into spans. */
final class Faults {
    private static final class Open {
        final String id;
        final boolean fell;
        String kind = "";
        long from;
        long to;
        boolean saidAtOnce;
        boolean healed;

        @Nullable
        Boolean bit;

        boolean effective;

        @Nullable
        String detail;

        @Nullable
        String effect;

        Open(String id, long from, boolean fell) {
            this.id = id;
            this.fell = fell;
            this.from = from;
            this.to = from;
        }

        void heal(long nanos) {
            if (!healed) {
                healed = true;
                to = Math.max(nanos, from);
            }
        }

        void tell(
                @Nullable String saidKind,
                @Nullable String saidDetail,
                @Nullable Boolean saidBit,
                boolean saidEffective,
                @Nullable String saidEffect) {
            kind = saidKind != null ? saidKind : kind;
            detail = saidDetail != null ? saidDetail : detail;
            effect = saidEffect != null ? saidEffect : effect;
            effective |= saidEffective;
            if (saidBit != null) {
                bit = bit == null ? saidBit : bit | saidBit;
            }
        }

        FaultSpan span() {
            boolean lasts = healed || !saidAtOnce;
            long until = healed ? to : lasts ? Long.MAX_VALUE : from;
            return new FaultSpan(id, kind, from, until, fell, lasts, bit != null ? bit : effective, detail, effect);
        }
    }

    private final List<Open> all = new ArrayList<>();
    private final Map<String, List<Open>> byId = new LinkedHashMap<>();

    /**
     * Takes one line. A heal ends every span of its fault that still lasts; a heal without such a span is a span of its own.
     *
     * @param bit as in the line, null if the line does not have it
     * @param effective whether the effect holds a number above zero
     */
    void line(
            String id,
            boolean on,
            long nanos,
            @Nullable String kind,
            @Nullable String detail,
            @Nullable Boolean bit,
            boolean effective,
            @Nullable String effect) {
        List<Open> falls = byId.computeIfAbsent(id, absent -> new ArrayList<>());
        if (on || falls.isEmpty()) {
            Open fault = new Open(id, nanos, on);
            all.add(fault);
            falls.add(fault);
            fault.saidAtOnce = on && (bit != null || effect != null);
        }
        Open newest = falls.get(falls.size() - 1);
        for (Open fault : falls) {
            boolean meant = fault == newest || !on && !fault.healed && !fault.saidAtOnce;
            if (meant && !on) {
                fault.heal(nanos);
            }
            if (meant) {
                fault.tell(kind, detail, bit, effective, effect);
            }
        }
    }

    /** The ids of the faults told so far. */
    Set<String> ids() {
        return Set.copyOf(byId.keySet());
    }

    List<FaultSpan> spans() {
        return all.stream().map(Open::span).toList();
    }
}
