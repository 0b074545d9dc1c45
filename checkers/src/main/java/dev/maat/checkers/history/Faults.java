package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the lines of faults together to spans. */
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

        FaultSpan span() {
            boolean lasts = healed || !saidAtOnce;
            long until = healed ? to : lasts ? Long.MAX_VALUE : from;
            return new FaultSpan(id, kind, from, until, fell, lasts, bit != null ? bit : effective, detail, effect);
        }
    }

    private final List<Open> all = new ArrayList<>();
    private final Map<String, Open> current = new LinkedHashMap<>();

    /**
     * @param bit as said, null where the line does not say it
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
        Open fault = current.get(id);
        if (fault == null || on) {
            fault = new Open(id, nanos, on);
            all.add(fault);
            current.put(id, fault);
        }
        if (on) {
            fault.saidAtOnce = bit != null || effect != null;
        } else if (!fault.healed) {
            fault.healed = true;
            fault.to = Math.max(nanos, fault.from);
        }
        fault.kind = kind != null ? kind : fault.kind;
        fault.detail = detail != null ? detail : fault.detail;
        fault.effect = effect != null ? effect : fault.effect;
        fault.effective |= effective;
        if (bit != null) {
            fault.bit = fault.bit == null ? bit : fault.bit | bit;
        }
    }

    List<FaultSpan> spans() {
        return all.stream().map(Open::span).toList();
    }
}
