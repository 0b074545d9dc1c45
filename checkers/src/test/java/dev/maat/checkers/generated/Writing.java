package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Writes the actions of the processes of an ideal group, line by line. */
final class Writing {
    /** Places leave room for others between them. */
    static final int PLACE_STRIDE = 10;

    final Script script = new Script();
    private final Random random;
    private final Shape shape;
    private final Map<String, Integer> incarnation = new LinkedHashMap<>();
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private final Map<String, Long> places = new HashMap<>();
    private final Map<String, Long> globalPlaces = new HashMap<>();
    /** The messages that happened before each message, and those that each process knows of. */
    private final Map<String, Set<String>> pasts = new HashMap<>();

    private final Map<String, Set<String>> known = new HashMap<>();
    private final Set<String> living = new LinkedHashSet<>();
    private final Set<String> toldSafe = new HashSet<>();
    private int faults;
    private int partition;

    Writing(Random random, Shape shape, int nodes) {
        this.random = random;
        this.shape = shape;
        header(nodes);
    }

    private void header(int nodes) {
        ObjectNode header = script.header;
        header.put("format", "maat-history").put("version", 1).put("implementation", "generated");
        if (shape.claimsUpcalls()) {
            header.putArray("claims").add("blocking").add("serial-upcalls");
        } else {
            header.put("claims", shape.profile());
        }
        header.put("membership", shape.membership()).put("generation", "g1");
        if (shape.resumes()) {
            header.put("recovery", "resume");
        }
        ArrayNode names = header.putArray("nodes");
        for (int i = 1; i <= nodes; i++) {
            names.add("n" + i);
        }
        if (shape.places().equals("global")) {
            header.put("places", "global");
        }
        if (random.nextInt(4) == 0) {
            header.put("sendOrder", "invocation");
        }
    }

    String start(String node) {
        int next = incarnation.merge(node, 0, (old, zero) -> old + 1);
        String process = node + "." + next;
        script.line(process, "start");
        living.add(process);
        return process;
    }

    boolean lives(String process) {
        return living.contains(process);
    }

    boolean someProcessLives(String node) {
        return living.stream().anyMatch(p -> p.startsWith(node + "."));
    }

    void multicast(Component component, String process, boolean last) {
        if (!last && random.nextInt(12) == 0) {
            String failed = send(process, false);
            script.line(process, "failed").put("m", failed);
            return;
        }
        String m = send(process, last);
        component.order.add(m);
        script.line(process, "sent").put("m", m);
    }

    private String send(String process, boolean last) {
        String m = process + ":" + sent.merge(process, 1, Integer::sum);
        ObjectNode send =
                script.line(process, "send").put("m", m).put("hash", hash(m)).put("size", 10);
        if (last) {
            send.put("last", true);
        }
        pasts.put(m, new HashSet<>(knownTo(process)));
        knownTo(process).add(m);
        return m;
    }

    private Set<String> knownTo(String process) {
        return known.computeIfAbsent(process, absent -> new HashSet<>());
    }

    boolean advance(Component component, String process) {
        String m = component.next(process, shape.ordering(), pasts, random);
        if (m == null) {
            return false;
        }
        deliver(component, process, m, shape.ordering() == Shape.Ordering.TOTAL);
        if (shape.safe() && component.everybodyHas(m)) {
            safe(process, m);
        }
        return true;
    }

    void advanceToTheEnd(Component component, String process) {
        boolean more = true;
        while (more) {
            more = advance(component, process);
        }
    }

    private void deliver(Component component, String process, String m, boolean placed) {
        component.doneBy(process).add(m);
        knownTo(process).add(m);
        knownTo(process).addAll(pasts.get(m));
        deliverLine(component, process, m, placed);
    }

    private void deliverLine(Component component, String process, String m, boolean placed) {
        ObjectNode deliver = script.line(process, "deliver").put("m", m).put("hash", hash(m));
        if (placed && !shape.places().equals("none")) {
            deliver.put("place", place(component, m));
        }
    }

    /** The place of a message, given when it is first delivered: after all earlier ones in its scope. */
    private long place(Component component, String m) {
        Long given = places.get(m);
        if (given == null) {
            // Places of parts that never hear of each other may coincide; one counter for all is as good.
            String scope = shape.places().equals("global") ? "" : component.view;
            given = globalPlaces.merge(scope, (long) PLACE_STRIDE, Long::sum);
            places.put(m, given);
        }
        return given;
    }

    private void safe(String process, String m) {
        if (toldSafe.add(process + " " + m)) {
            script.line(process, "safe").put("m", m);
        }
    }

    void tellSafe(Component component, String process) {
        if (shape.safe()) {
            component.doneBy(process).stream().filter(component::everybodyHas).forEach(m -> safe(process, m));
        }
    }

    /** Writes events that no property is about. */
    void trifle(String process) {
        switch (random.nextInt(4)) {
            case 0 ->
                script.line(process, "sample")
                        .put("buffered", random.nextInt(101))
                        .put("bound", 100);
            case 1 -> script.line(process, "suspect").put("who", "n1.0").put("on", random.nextBoolean());
            case 2 -> script.line(process, "lostquorum").put("on", random.nextBoolean());
            default -> script.line(process, "x-mood").put("is", "good");
        }
    }

    /**
     * Writes the last events of a process that will not come along: a send that never returns and, if delivery is not
     * uniform, the delivery of a message that no other process ever gets.
     */
    void lastDeeds(Component component, String process) {
        int deed = random.nextInt(6);
        if (deed > 1) {
            return;
        }
        String m = send(process, false);
        boolean inOrder =
                component.order.stream().filter(pasts.get(m)::contains).allMatch(component.doneBy(process)::contains);
        if (deed == 1 && inOrder && !shape.uniform()) {
            if (random.nextBoolean()) {
                script.line(process, "sent").put("m", m);
            }
            deliver(component, process, m, false);
        }
    }

    void flush(Component component, String process) {
        script.line(process, "block");
        script.line(process, "phase").put("name", "flush").put("on", true);
        advanceToTheEnd(component, process);
        script.line(process, "phase").put("name", "flush").put("on", false);
    }

    /** Writes messages of the parting view that only one part of it ever receives. */
    void side(Component component, List<String> part) {
        // Sent before the part was blocked, so ordered before all that its members recorded while blocked.
        String sender = part.get(random.nextInt(part.size()));
        List<ObjectNode> lines = script.of(sender);
        int blocked = lines.size() - 1;
        while (!lines.get(blocked).path("e").asText().equals("block")) {
            blocked--;
        }
        List<ObjectNode> blockedOnes = List.copyOf(lines.subList(blocked, lines.size()));
        lines.subList(blocked, lines.size()).clear();
        String m = send(sender, false);
        script.line(sender, "sent").put("m", m);
        lines.addAll(blockedOnes);
        part.forEach(p -> deliver(component, p, m, shape.ordering() == Shape.Ordering.TOTAL));
    }

    void unblock(String process) {
        script.line(process, "unblock");
    }

    void crash(String process) {
        int id = ++faults;
        ObjectNode fault = script.harnessLine("fault")
                .put("id", id)
                .put("on", true)
                .put("requested", 1)
                .put("kind", "kill");
        fault.put("bit", true);
        script.crashLine(process, id);
        living.remove(process);
    }

    /**
     * Kills a process, perhaps in the midst of a send, and starts its node again. The new process delivers again some of the last
     * messages that the node delivered, or none.
     */
    String resume(Component component, String process) {
        if (random.nextInt(3) == 0) {
            send(process, false);
        }
        crash(process);
        String resumed = start(process.substring(0, process.lastIndexOf('.')));
        known.put(resumed, knownTo(process));
        List<String> done = component.doneBy(process);
        component.doneBy(resumed).addAll(done);
        for (String m : done.subList(random.nextInt(done.size() + 1), done.size())) {
            deliverLine(component, resumed, m, shape.ordering() == Shape.Ordering.TOTAL);
        }
        return resumed;
    }

    /** Begins a cut of the network, or ends it, unless it is already so. */
    void partitionOrNothing(boolean cut) {
        if (cut == partition > 0) {
            return;
        }
        if (cut) {
            partition = ++faults;
        }
        ObjectNode fault = script.harnessLine("fault")
                .put("id", partition)
                .put("on", cut)
                .put("requested", 1)
                .put("kind", "partition");
        if (!cut) {
            fault.putObject("effect").putObject("dropped").put("n1>n2", random.nextInt(3));
            partition = 0;
        }
    }

    /** A process that is not in the next primary view left or was excluded, perhaps after a non-primary view. */
    void goAway(Component component, String process, int nextSeq) {
        int way = random.nextInt(4);
        if (way < 2) {
            script.line(process, "leave");
            script.line(process, "left");
        } else {
            if (way == 2) {
                alone(component, process, nextSeq);
            }
            script.line(process, "excluded");
        }
        close(process);
    }

    private void alone(Component component, String process, int seq) {
        script.line(process, "block");
        Component self = new Component("alone " + seq, List.of(process));
        view(process, self, seq, List.of(process));
        script.of(process).getLast().put("primary", false);
        unblock(process);
        // A process that never delivered its own last messages cannot go on sending without a gap.
        if (component.order.stream().filter(knownTo(process)::contains).allMatch(component.doneBy(process)::contains)) {
            multicast(self, process, false);
            advanceToTheEnd(self, process);
        }
    }

    void close(String process) {
        script.line(process, "closed");
        living.remove(process);
    }

    void view(String process, Component component, int seq, List<String> together) {
        ObjectNode view = script.line(process, "view").put("id", component.view).put("seq", seq);
        ArrayNode names = view.putArray("members");
        component.members.forEach(names::add);
        if (random.nextBoolean()) {
            view.put("primary", true);
        }
        if (shape.transitional()) {
            ArrayNode set = view.putArray("transitional");
            together.forEach(set::add);
        }
    }

    void state(String process, String dir, String view) {
        script.line(process, "state").put("dir", dir).put("view", view).put("digest", hash(view));
    }

    static String hash(String text) {
        return String.format("%016x", text.hashCode() * 2654435761L);
    }
}
