package dev.maat.node.bench;

import dev.maat.contract.GroupMember;
import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import dev.maat.contract.ProcessId;
import dev.maat.contract.View;
import dev.maat.node.implementation.LoadedImplementation;

/** A live implementation under load. */
final class LiveMember implements BenchedMember, MemberListener {
    private static final byte[] NO_STATE = {};

    private final BenchSettings settings;
    private final Meter meter;
    private final GroupMember member;

    LiveMember(BenchSettings settings, LoadedImplementation loaded, Meter meter) {
        this.settings = settings;
        this.meter = meter;
        this.member = loaded.newMember(settings.options());
    }

    @Override
    public void start() throws Exception {
        MemberStart start = new MemberStart(
                new ProcessId(settings.node(), 0),
                settings.generation(),
                settings.nodes(),
                settings.members(),
                settings.group(),
                settings.transport(),
                settings.options());
        member.start(start, this);
    }

    @Override
    public void multicast(byte[] payload) throws Exception {
        member.multicast(payload);
    }

    @Override
    public void view(View view) {
        meter.view(view.members().size(), view.id());
    }

    @Override
    public void deliver(byte[] payload, long place) {
        meter.deliver(payload);
    }

    @Override
    public void block() {}

    @Override
    public void unblock() {}

    @Override
    public void suspect(ProcessId process, boolean on) {
        if (on) {
            meter.suspect(process.toString());
        }
    }

    @Override
    public byte[] takeSnapshot(String viewId) {
        return NO_STATE;
    }

    @Override
    public void loadSnapshot(String viewId, byte[] state) {}

    @Override
    public void left() {
        meter.failed(new IllegalStateException("the member has left"));
    }

    @Override
    public void excluded(String why) {
        meter.failed(new IllegalStateException("the member was excluded: " + why));
    }
}
