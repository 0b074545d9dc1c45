package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Range;
import dev.maat.reference.packet.Value;
import dev.maat.reference.stream.SenderLog;
import dev.maat.reference.stream.Units;
import java.util.ArrayList;
import java.util.List;

/** Asks for the missing part of a cut, one source after the other until one has it. */
final class Fetcher {
    private final Host host;
    private long askedAt;
    private int attempts;

    Fetcher(Host host) {
        this.host = host;
    }

    /** Another cut: the first source is asked at once. */
    void begin() {
        attempts = 0;
    }

    /** Asks the next source if the last one has had time to answer. */
    void ask(Epoch epoch, Value value, List<ProcessId> sources) {
        if (sources.isEmpty() || (attempts > 0 && host.now() - askedAt < host.options.retryNanos())) {
            return;
        }
        List<Range> missing = new ArrayList<>();
        for (SenderLog log : epoch.logs()) {
            Units.missing(log, value.cut().at(log.rank()), missing);
        }
        if (!missing.isEmpty()) {
            host.send(sources.get(attempts % sources.size()), new Packet.Fetch(epoch.ref(), missing));
            attempts++;
            askedAt = host.now();
        }
    }
}
