package dev.maat.checkers.synthetic;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a history of about a given number of events, line by line: one group, whose members crash and come back one after the
 * other, with one view change each. Every property of the catalogue holds on it. Equal arguments give equal bytes.
 */
public final class SyntheticHistory {
    private static final long NANOS_BETWEEN_LINES = 700;
    private static final byte[] PLACE = ascii(",\"place\":");
    private static final byte[] HASH = ascii("\",\"hash\":\"");

    private final long events;
    private final int nodes;
    private final int views;
    private final Shape shape;

    /**
     * @param events about how many events to write; never fewer than the views need
     * @param nodes at least 3
     * @param views at least 1
     */
    public SyntheticHistory(long events, int nodes, int views, Shape shape) {
        if (nodes < 3 || views < 1) {
            throw new IllegalArgumentException("at least 3 nodes and 1 view, not " + nodes + " and " + views);
        }
        this.events = events;
        this.nodes = nodes;
        this.views = views;
        this.shape = shape;
    }

    /** Writes the history and returns the number of events; does not close the stream. */
    public long writeTo(OutputStream out) throws IOException {
        return new Run(out).write();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A process, with the beginnings of its lines, which are made once. */
    private static final class Process {
        final int node;
        final String name;
        final byte[] begin;
        final byte[] send;
        final byte[] sent;
        final byte[] deliver;
        final byte[] safe;
        final byte[] message;
        long sentCount;
        long lines;

        Process(int node, int incarnation) {
            this.node = node;
            this.name = "n" + (node + 1) + "." + incarnation;
            this.begin = ascii("{\"p\":\"" + name + "\",\"t\":");
            this.send = ascii(",\"e\":\"send\",\"m\":\"" + name + ":");
            this.sent = ascii(",\"e\":\"sent\",\"m\":\"" + name + ":");
            this.deliver = ascii(",\"e\":\"deliver\",\"m\":\"");
            this.safe = ascii(",\"e\":\"safe\",\"m\":\"");
            this.message = ascii(name + ":");
        }
    }

    /** Writes the history once. */
    private final class Run {
        private final LineBuffer line;
        private final int[] incarnation = new int[nodes];
        private List<Process> members = new ArrayList<>();
        private long nanos;
        private long written;
        private long place;
        private int faults;
        private int victim;
        private int rounds;

        Run(OutputStream out) {
            this.line = new LineBuffer(out);
            Arrays.fill(incarnation, -1);
        }

        long write() throws IOException {
            header();
            for (int node = 0; node < nodes; node++) {
                members.add(start(node));
            }
            install(1);
            for (int view = 1; view <= views; view++) {
                long target = events * view / views;
                while (written + 2L * members.size() < target) {
                    round(Math.min(members.size(), Math.max(1, (target - written) / (members.size() + 2))), false);
                }
                if (view < views) {
                    change(view + 1);
                }
            }
            finish();
            line.flush();
            return written;
        }

        private void header() throws IOException {
            StringBuilder names = new StringBuilder();
            for (int node = 1; node <= nodes; node++) {
                names.append(node > 1 ? "," : "").append("\"n").append(node).append('"');
            }
            line.text("{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"synthetic\",\"claims\":\""
                            + shape.claims() + "\",\"membership\":\"primary\",\"generation\":\"g1\",\"nodes\":[" + names
                            + "]")
                    .endLine();
        }

        private Process start(int node) throws IOException {
            Process process = new Process(node, ++incarnation[node]);
            begin(process).text(",\"e\":\"start\"").endLine();
            return process;
        }

        private LineBuffer begin(Process process) throws IOException {
            process.lines++;
            written++;
            nanos += NANOS_BETWEEN_LINES;
            return line.raw(process.begin).number(nanos);
        }

        private void harness(String beforeTime, String afterTime) throws IOException {
            written++;
            nanos += NANOS_BETWEEN_LINES;
            line.text("{" + beforeTime + "\"t\":").number(nanos).text(afterTime).endLine();
        }

        /** Some members send messages, then all members deliver these messages. */
        private void round(long messages, boolean last) throws IOException {
            int count = (int) messages;
            boolean pairs = shape == Shape.OVERLAPPING && !last;
            List<Process> senders = new ArrayList<>();
            long[] numbers = new long[count];
            for (int k = 0; k < count; k++) {
                senders.add(members.get(pairs ? (k / 2 + rounds) % members.size() : k));
                numbers[k] = ++senders.get(k).sentCount;
            }
            rounds++;
            for (int k = 0; k < count; k += pairs ? 2 : 1) {
                boolean two = pairs && k + 1 < count;
                send(senders.get(k), numbers[k], last);
                if (two) {
                    send(senders.get(k), numbers[k + 1], last);
                    sent(senders.get(k), numbers[k + 1]);
                }
                sent(senders.get(k), numbers[k]);
            }
            for (int member = 0; member < members.size(); member++) {
                for (int k = 0; k < count; k++) {
                    int which = shape == Shape.CAUSAL ? (k + member) % count : k;
                    deliver(members.get(member), senders.get(which), numbers[which], place + which + 1);
                }
            }
            place += count;
            if (shape == Shape.SAFE) {
                for (Process process : members) {
                    for (int k = 0; k < count; k++) {
                        begin(process).raw(process.safe).raw(senders.get(k).message);
                        line.number(numbers[k]).text("\"").endLine();
                    }
                }
            }
        }

        private void send(Process sender, long number, boolean last) throws IOException {
            begin(sender).raw(sender.send).number(number).raw(HASH).hex(hash(sender, number));
            line.text("\",\"size\":128").text(last ? ",\"last\":true" : "").endLine();
        }

        private void sent(Process sender, long number) throws IOException {
            begin(sender).raw(sender.sent).number(number).text("\"").endLine();
        }

        private void deliver(Process process, Process sender, long number, long itsPlace) throws IOException {
            begin(process).raw(process.deliver).raw(sender.message).number(number);
            line.raw(HASH).hex(hash(sender, number)).text("\"");
            if (shape != Shape.CAUSAL) {
                line.raw(PLACE).number(itsPlace);
            }
            line.endLine();
        }

        private long hash(Process sender, long number) {
            return (number * 1_000_003 + sender.node) * 0x9e3779b97f4a7c15L;
        }

        /** Crashes a member, and at the next change brings its node back. */
        private void change(int seq) throws IOException {
            List<Process> next = new ArrayList<>(members);
            if (next.size() == nodes) {
                victim = (victim + 1) % nodes;
                int gone = victim;
                crash(members.stream().filter(p -> p.node == gone).findFirst().orElseThrow());
                next.removeIf(p -> p.node == gone);
                block(next);
                members = next;
            } else {
                block(members);
                next.add(start(victim));
                members = next;
            }
            install(seq);
        }

        private void crash(Process process) throws IOException {
            if (shape == Shape.OVERLAPPING) {
                send(process, ++process.sentCount, false);
                sent(process, process.sentCount);
            }
            int id = ++faults;
            harness(
                    "",
                    ",\"e\":\"fault\",\"id\":" + id + ",\"on\":true,\"requested\":" + nanos
                            + ",\"kind\":\"kill\",\"bit\":true");
            harness("\"p\":\"" + process.name + "\",", ",\"e\":\"crash\",\"cause\":" + id);
        }

        private void block(List<Process> survivors) throws IOException {
            for (Process process : survivors) {
                begin(process).text(",\"e\":\"block\"").endLine();
            }
        }

        private void install(int seq) throws IOException {
            StringBuilder names = new StringBuilder();
            for (Process process : members) {
                names.append(names.isEmpty() ? "" : ",")
                        .append('"')
                        .append(process.name)
                        .append('"');
            }
            byte[] view = ascii(",\"e\":\"view\",\"id\":\"" + seq + "@" + members.get(0).name + "\",\"seq\":" + seq
                    + ",\"members\":[" + names + "],\"primary\":true");
            for (Process process : members) {
                begin(process).raw(view).endLine();
                if (process.lines > 2) {
                    begin(process).text(",\"e\":\"unblock\"").endLine();
                }
            }
            place = 0;
        }

        private void finish() throws IOException {
            StringBuilder core = new StringBuilder();
            for (Process process : members) {
                core.append(core.isEmpty() ? "" : ",")
                        .append("\"n")
                        .append(process.node + 1)
                        .append('"');
            }
            harness("", ",\"e\":\"quiet\",\"core\":[" + core + "],\"probes\":{\"links\":\"ok\",\"scheduled\":\"ok\"}");
            round(members.size(), true);
            for (Process process : members) {
                long lines = process.lines;
                begin(process).text(",\"e\":\"closed\",\"events\":" + lines).endLine();
            }
            harness("", ",\"e\":\"end\",\"reason\":\"complete\"");
        }
    }
}
