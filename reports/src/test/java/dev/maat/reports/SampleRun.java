package dev.maat.reports;

import dev.maat.checkers.Histories;
import dev.maat.checkers.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * Writes an invented history of any size: nodes that send at random, deliveries some milliseconds later, a partition with a view
 * change and the merge after it, a pause that leads to no view change, a kill, loss without an effect, and a message
 * that a survivor of its view never delivers.
 */
final class SampleRun {
    private record Line(long nanos, long order, int node, String text) {}

    private final List<String> nodes;
    private final SplittableRandom random;
    private final PriorityQueue<Line> lines = new PriorityQueue<>((a, b) -> {
        int byTime = Long.compare(a.nanos, b.nanos);
        return byTime != 0 ? byTime : Long.compare(a.order, b.order);
    });
    private final long endNanos;
    private long order;
    private long[] sent;

    private SampleRun(List<String> nodes, long seed, long endNanos) {
        this.nodes = nodes;
        this.random = new SplittableRandom(seed);
        this.endNanos = endNanos;
        this.sent = new long[nodes.size()];
    }

    /** A history of about {@code messages} * (number of nodes + 1) events. */
    static History of(List<String> nodes, int messages, long seed) {
        return Histories.parse(text(nodes, messages, seed));
    }

    static String text(List<String> nodes, int messages, long seed) {
        SampleRun run = new SampleRun(nodes, seed, 30_000_000_000L);
        run.life();
        run.traffic(messages);
        run.faults();
        return run.all();
    }

    private String process(int node) {
        return nodes.get(node) + ".0";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private void line(int node, double share, String rest) {
        at(node, (long) (share * endNanos), "{\"p\":" + quoted(process(node)) + ",\"t\":%d," + rest + "}");
    }

    private void harness(double share, String rest) {
        at(-1, (long) (share * endNanos), "{\"t\":%d," + rest + "}");
    }

    private void at(int node, long nanos, String format) {
        lines.add(new Line(nanos, order++, node, format.replace("%d", String.valueOf(nanos))));
    }

    private void life() {
        int last = nodes.size() - 1;
        for (int node = 0; node < nodes.size(); node++) {
            line(node, 0.001 + node * 0.0005, "\"e\":\"start\"");
            line(node, 0.01 + node * 0.0003, view(1, 0, nodes.size()));
        }
        for (int node = 0; node < last; node++) {
            change(node, 0.31 + node * 0.001, 2, 0, last);
            change(node, 0.45 + node * 0.001, 3, 0, nodes.size());
        }
        line(last, 0.332, "\"e\":\"lostquorum\",\"on\":true");
        line(last, 0.34, "\"e\":\"excluded\"");
        line(0, 0.30, "\"e\":\"suspect\",\"who\":" + quoted(process(last)) + ",\"on\":true");
        for (int node = 1; node < last; node++) {
            change(node, 0.68 + node * 0.001, 4, 1, last);
        }
        for (int node = 0; node < nodes.size(); node++) {
            if (node > 0 && node < last) {
                line(node, 0.9995, "\"e\":\"closed\",\"events\":1");
            }
        }
    }

    private void change(int node, double share, int seq, int fromNode, int toNode) {
        line(node, share - 0.008, "\"e\":\"phase\",\"name\":\"flush\",\"on\":true");
        line(node, share - 0.006, "\"e\":\"block\"");
        line(node, share, view(seq, fromNode, toNode));
        line(node, share + 0.0002, "\"e\":\"phase\",\"name\":\"flush\",\"on\":false");
        line(node, share + 0.0004, "\"e\":\"unblock\"");
    }

    private String view(int seq, int fromNode, int toNode) {
        List<String> members = new ArrayList<>();
        for (int node = fromNode; node < toNode; node++) {
            members.add(quoted(process(node)));
        }
        return "\"e\":\"view\",\"id\":" + quoted(seq + "@" + process(fromNode)) + ",\"seq\":" + seq + ",\"members\":"
                + members + ",\"primary\":true";
    }

    private void traffic(int messages) {
        for (int message = 0; message < messages; message++) {
            double share = 0.02 + 0.93 * message / messages;
            boolean lastBeforeFlush = share <= 0.3 && share + 0.93 / messages > 0.3;
            int sender = lastBeforeFlush ? 0 : random.nextInt(nodes.size());
            if (!isUp(sender, share)) {
                continue;
            }
            long number = ++sent[sender];
            String id = "\"m\":" + quoted(process(sender) + ":" + number);
            line(sender, share, "\"e\":\"send\"," + id + ",\"size\":" + (64 + random.nextInt(400)));
            line(sender, share + 0.00001, "\"e\":\"sent\"," + id);
            for (int node = 0; node < nodes.size(); node++) {
                double later = share + 0.00002 + random.nextDouble() * 0.0004;
                boolean missed = node == 2 && lastBeforeFlush;
                if (isUp(node, later) && !missed && hears(sender, node, share)) {
                    line(node, later, "\"e\":\"deliver\"," + id + ",\"place\":" + (message + 1));
                }
            }
        }
    }

    private boolean isUp(int node, double share) {
        int last = nodes.size() - 1;
        boolean flushing = share > 0.302 && share < 0.312 || share > 0.44 && share < 0.452;
        return !(node == last && share > 0.329)
                && !(node == 0 && share > 0.65)
                && !flushing
                && share > 0.012
                && !(node == 2 && share > 0.53 && share < 0.56);
    }

    private boolean hears(int sender, int node, double share) {
        int last = nodes.size() - 1;
        return share < 0.28 || sender != last && node != last || sender == node;
    }

    private void faults() {
        int last = nodes.size() - 1;
        String majority = nodes.subList(0, last).stream().map(SampleRun::quoted).collect(Collectors.joining(","));
        harness(
                0.28,
                "\"e\":\"fault\",\"id\":1,\"on\":true,\"requested\":1,\"kind\":\"partition\",\"detail\":{\"groups\":[["
                        + majority + "],[" + quoted(nodes.get(last)) + "]]}");
        harness(
                0.42,
                "\"e\":\"fault\",\"id\":1,\"on\":false,\"requested\":1,\"bit\":true,\"effect\":{\"dropped\":{"
                        + quoted(nodes.get(0) + ">" + nodes.get(last)) + ":511}}");
        harness(
                0.36,
                "\"e\":\"fault\",\"id\":2,\"on\":true,\"requested\":1,\"kind\":\"loss\",\"detail\":{\"links\":["
                        + quoted(nodes.get(1) + ">" + nodes.get(last)) + "],\"percent\":20}");
        harness(0.50, "\"e\":\"fault\",\"id\":2,\"on\":false,\"requested\":1,\"bit\":false,\"effect\":{\"dropped\":0}");
        harness(
                0.53,
                "\"e\":\"fault\",\"id\":3,\"on\":true,\"requested\":1,\"kind\":\"pause\",\"detail\":{\"node\":"
                        + quoted(nodes.get(2)) + "}");
        harness(
                0.56,
                "\"e\":\"fault\",\"id\":3,\"on\":false,\"requested\":1,\"bit\":true,\"effect\":{\"pausedNanos\":900000000}");
        harness(
                0.65,
                "\"e\":\"fault\",\"id\":4,\"on\":true,\"requested\":1,\"kind\":\"kill\",\"detail\":{\"process\":"
                        + quoted(process(0)) + "},\"bit\":true,\"effect\":{\"exit\":137}");
        line(0, 0.6505, "\"e\":\"crash\",\"cause\":4");
        harness(0.95, "\"e\":\"quiet\",\"core\":[" + quoted(nodes.get(1)) + "],\"probes\":{\"links\":\"ok\"}");
        harness(1.0, "\"e\":\"end\",\"reason\":\"complete\"");
    }

    private String all() {
        StringBuilder text = new StringBuilder();
        text.append("{\"format\":\"maat-history\",\"version\":1,\"implementation\":\"sample\",\"claims\":\"atomic\",")
                .append("\"nodes\":[")
                .append(nodes.stream().map(SampleRun::quoted).collect(Collectors.joining(",")))
                .append("]}\n");
        int[] counts = new int[nodes.size()];
        for (Line line = lines.poll(); line != null; line = lines.poll()) {
            String closed = "\"events\":" + (line.node < 0 ? 0 : counts[line.node]++) + "}";
            text.append(line.text.replace("\"events\":1}", closed)).append('\n');
        }
        return text.toString();
    }
}
