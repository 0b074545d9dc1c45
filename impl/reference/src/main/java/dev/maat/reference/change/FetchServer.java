package dev.maat.reference.change;

import dev.maat.contract.ProcessId;
import dev.maat.reference.group.Epoch;
import dev.maat.reference.group.Group;
import dev.maat.reference.group.Host;
import dev.maat.reference.packet.Packet;
import dev.maat.reference.packet.Range;
import dev.maat.reference.packet.Unit;
import dev.maat.reference.packet.Value;
import dev.maat.reference.stream.SenderLog;
import dev.maat.reference.stream.Units;
import java.util.ArrayList;
import java.util.List;

/** Serves the kept units of a view to processes that need them for a cut, and stores the units that this process asked for. */
public final class FetchServer {
    private final Group group;
    private final Host host;

    public FetchServer(Group group) {
        this.group = group;
        this.host = group.host;
    }

    public void onFetch(ProcessId from, Packet.Fetch fetch) {
        Epoch epoch = group.kept(fetch.subject());
        if (epoch == null) {
            if (group.isGone(fetch.subject().seq())) {
                host.send(from, new Packet.Gone(fetch.subject(), from));
            }
            return;
        }
        List<Range> freed = new ArrayList<>();
        int left = Units.MAX_ANSWERS;
        for (Range range : fetch.missing()) {
            if (range.rank() >= epoch.streams()) {
                continue;
            }
            SenderLog log = epoch.log(range.rank());
            if (range.from() <= log.freed()) {
                freed.add(new Range(range.rank(), range.from(), log.freed()));
            }
            left = Units.pack(
                    log,
                    range.from(),
                    range.to(),
                    host.maxBodyBytes,
                    left,
                    (first, units) -> host.send(from, new Packet.Fetched(epoch.ref(), range.rank(), first, units)));
        }
        if (!freed.isEmpty()) {
            host.send(from, new Packet.FetchStable(epoch.ref(), freed));
        }
    }

    public void onFetched(Packet.Fetched fetched) {
        Epoch epoch = group.kept(fetched.subject());
        if (epoch == null || fetched.rank() >= epoch.streams() || fetched.rank() == epoch.selfRank()) {
            return;
        }
        long seq = fetched.firstSeq();
        for (Unit unit : fetched.units()) {
            if (seq > 0 && epoch.log(fetched.rank()).put(seq, unit)) {
                group.clock.witness(unit.lamport());
            }
            seq++;
        }
    }

    /** To a joiner units that others have freed as stable are as good as held; a member of the view holds them anyway. */
    public void onFetchStable(Packet.FetchStable answer) {
        Epoch epoch = group.kept(answer.subject());
        Value value = epoch == null ? null : epoch.decision();
        if (epoch == null || value == null || epoch.selfRank() >= 0) {
            return;
        }
        for (Range range : answer.freed()) {
            if (range.rank() < epoch.streams()) {
                long cut = value.cut().at(range.rank());
                epoch.log(range.rank()).skipThrough(Math.min(cut, range.to()));
            }
        }
    }
}
