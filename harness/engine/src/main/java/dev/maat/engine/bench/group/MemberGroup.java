package dev.maat.engine.bench.group;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The processes of one group, on ports of the loopback interface that are free. */
final class MemberGroup implements Closeable {
    private static final long MAX_START_MILLIS = 60_000;
    private static final long MAX_VIEW_MILLIS = 30_000;
    private static final long MAX_ANSWER_MILLIS = 20_000;
    private static final int MAX_TRIES = 100;
    /** Of the range for one's own purposes (RFC 2365); the port tells groups on one machine apart. */
    private static final String MULTICAST_ADDRESS = "239.255.77.77";

    private final List<MemberProcess> members = new ArrayList<>();

    private MemberGroup() {}

    /** Starts the members one after the other, and waits until each is in a view of all. */
    static MemberGroup start(Contender contender, Cell cell, BenchSettings settings, Path folder)
            throws IOException, InterruptedException {
        MemberGroup group = new MemberGroup();
        try {
            List<Integer> ports = freePorts(cell.members() + 1);
            for (int rank = 0; rank < cell.members(); rank++) {
                List<String> words = words(contender, cell, settings, ports, rank);
                MemberProcess member =
                        new MemberProcess(node(rank), settings.jvmFlags(), words, folder.resolve(node(rank) + ".err"));
                group.members.add(member);
                member.await(0, "started", line -> true, MAX_START_MILLIS);
            }
            for (MemberProcess member : group.members) {
                member.await(0, "view", line -> isViewOf(line, cell.members()), MAX_VIEW_MILLIS);
            }
            return group;
        } catch (Throwable failure) {
            group.close();
            throw failure;
        }
    }

    private static String node(int rank) {
        return "n" + (rank + 1);
    }

    private static List<String> words(
            Contender contender, Cell cell, BenchSettings settings, List<Integer> ports, int rank) {
        List<String> words = new ArrayList<>(List.of(
                "folder=" + contender.implementation().folder(),
                "implementation=" + contender.name(),
                "node=" + node(rank),
                "generation=bench-" + ports.get(0),
                "transport=" + settings.transport(),
                "group=" + MULTICAST_ADDRESS + ":" + ports.get(cell.members()),
                "maxPacketBytes=" + settings.maxPacketBytes(),
                "maxBufferBytes=" + settings.maxBufferBytes(),
                "option.ordering=" + cell.ordering()));
        for (int other = 0; other < cell.members(); other++) {
            words.add("member." + node(other) + "=127.0.0.1:" + ports.get(other));
        }
        for (Map.Entry<String, String> option : contender.options().entrySet()) {
            words.add("option." + option.getKey() + "=" + option.getValue());
        }
        return words;
    }

    static boolean isViewOf(String[] line, int members) {
        return Integer.parseInt(line[2]) == members;
    }

    List<MemberProcess> members() {
        return members;
    }

    void tell(String command) {
        for (MemberProcess member : members) {
            member.checkAlive();
            member.tell(command);
        }
    }

    /** The answers of all members to one command. */
    List<String[]> ask(String command) throws InterruptedException {
        List<String[]> answers = new ArrayList<>();
        for (MemberProcess member : members) {
            answers.add(member.ask(command, null, MAX_ANSWER_MILLIS));
        }
        return answers;
    }

    /** Ports that no socket of either kind has now. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<Integer> ports = new ArrayList<>();
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        for (int tries = 0; ports.size() < count; tries++) {
            try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                    DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()))) {
                if (!ports.contains(udp.getLocalPort())) {
                    ports.add(udp.getLocalPort());
                }
            } catch (IOException e) {
                if (tries == MAX_TRIES) {
                    throw e;
                }
            }
        }
        return ports;
    }

    @Override
    public void close() {
        members.forEach(MemberProcess::close);
    }
}
