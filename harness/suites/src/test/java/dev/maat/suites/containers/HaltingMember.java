package dev.maat.suites.containers;

import dev.maat.contract.GroupMember;
import dev.maat.contract.ImplementationProvider;
import dev.maat.contract.MemberListener;
import dev.maat.contract.MemberStart;
import java.io.IOException;
import java.util.Map;

/** A live member that on one node halts its process in the middle of the load, with the exit code that its name ends with; 0 never. */
public final class HaltingMember implements GroupMember {
    /** Offers the member. */
    public static final class Provider implements ImplementationProvider.Live {
        /** For the loader. */
        public Provider() {}

        @Override
        public GroupMember newMember(String name, Map<String, String> options) {
            return new HaltingMember(Integer.parseInt(name.substring(name.lastIndexOf('-') + 1)));
        }
    }

    private static final String NODE = "n2";
    private static final int AFTER_MULTICASTS = 20;

    private final UdpMember member = new UdpMember();
    private final int exitCode;
    private boolean isHalting;
    private int multicasts;

    private HaltingMember(int exitCode) {
        this.exitCode = exitCode;
    }

    @Override
    public void start(MemberStart start, MemberListener upcalls) throws IOException {
        isHalting = exitCode != 0 && start.self().node().equals(NODE);
        member.start(start, upcalls);
    }

    @Override
    public void multicast(byte[] payload) throws IOException {
        if (isHalting && ++multicasts > AFTER_MULTICASTS) {
            Runtime.getRuntime().halt(exitCode);
        }
        member.multicast(payload);
    }

    @Override
    public void leave() {
        member.leave();
    }

    @Override
    public void close() {
        member.close();
    }
}
