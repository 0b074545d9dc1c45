package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes histories of an ideal group under extended virtual synchrony: components split and merge, each goes from its
 * regular configuration through one transitional configuration for each set of processes that goes on together. The
 * rest of the old configuration's messages are delivered there in their order, except those that only the other side
 * holds; after the first such hole, only messages of members are delivered.
 */
final class EvsHistories {
    private static final List<Corruption> CORRUPTIONS = Corruption.all();

    private final Random random;
    private final Script script = new Script();
    private final List<Component> components = new ArrayList<>();
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private final Map<String, Integer> incarnation = new LinkedHashMap<>();
    private final boolean safe;
    /**
     * Whether every send returns, and the core receives a safe indication of every message that is safe in the end.
     */
    private final boolean lively;

    private int seq;
    private int faults;

    /** A regular configuration, the order of its messages, and how many of these each member has delivered. */
    private static final class Component {
        private final String id;
        private final List<String> members;
        private final List<String> order = new ArrayList<>();
        private final Map<String, Integer> position = new LinkedHashMap<>();
        private final Set<String> crashed = new HashSet<>();

        Component(String id, List<String> members) {
            this.id = id;
            this.members = members;
        }

        List<String> alive() {
            return members.stream().filter(p -> !crashed.contains(p)).toList();
        }
    }

    private EvsHistories(Random random, boolean lively) {
        this.random = random;
        this.lively = lively;
        this.safe = random.nextBoolean();
    }

    static Script make(Random random) {
        return new EvsHistories(random, false).make(1 + random.nextInt(24));
    }

    /** A longer history in which liveness holds. */
    static Script makeLong(Random random) {
        return new EvsHistories(random, true).make(24 + random.nextInt(24));
    }

    /** The history of a seed, changed by up to two corruptions, which are added to {@code corruptions}. */
    static List<String> corrupted(long seed, List<String> corruptions) {
        Random random = new Random(seed);
        Script script = make(random);
        for (int i = random.nextInt(3); i > 0; i--) {
            if (random.nextBoolean()) {
                Corruption corruption = CORRUPTIONS.get(random.nextInt(CORRUPTIONS.size()));
                corruption.apply(script, random);
                corruptions.add(corruption.toString());
            } else {
                EvsCorruption corruption = EvsCorruption.values()[random.nextInt(EvsCorruption.values().length)];
                corruption.apply(script, random);
                corruptions.add(corruption.toString());
            }
        }
        // No line may follow 'closed'.
        script.processes.values().forEach(lines -> {
            for (int i = 0; i < lines.size() - 1; i++) {
                if (lines.get(i).path("e").asText().equals("closed")) {
                    lines.add(lines.remove(i));
                }
            }
        });
        script.recount();
        return script.interleaved(random);
    }

    private Script make(int stepsToTake) {
        int nodes = 2 + random.nextInt(3);
        ObjectNode header = script.header;
        header.put("format", "maat-history").put("version", 1).put("implementation", "generated");
        header.put("claims", "extended").put("membership", "partitionable").put("generation", "g1");
        ArrayNode names = header.putArray("nodes");
        List<String> founders = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            names.add("n" + i);
            founders.add(start("n" + i));
        }
        install(founders);
        for (int steps = stepsToTake; steps > 0; steps--) {
            step();
        }
        finish();
        return script;
    }

    private String start(String node) {
        String process = node + "." + incarnation.merge(node, 0, (old, zero) -> old + 1);
        script.line(process, "start");
        return process;
    }

    private void step() {
        Component c = components.get(random.nextInt(components.size()));
        List<String> alive = c.alive();
        int what = random.nextInt(10);
        if (what < 4) {
            String p = pick(alive);
            send(c, p, false);
        } else if (what < 8) {
            advance(c, pick(alive));
        } else if (what == 8 && alive.size() > 1) {
            crash(c, pick(alive));
        } else {
            change(c);
        }
    }

    private void send(Component c, String p, boolean last) {
        String m = p + ":" + sent.merge(p, 1, Integer::sum);
        ObjectNode send = script.line(p, "send").put("m", m).put("size", 10);
        if (last) {
            send.put("last", true);
        }
        c.order.add(m);
        if (lively || random.nextInt(8) > 0) {
            script.line(p, "sent").put("m", m);
        }
    }

    private void advance(Component c, String p) {
        int at = c.position.getOrDefault(p, 0);
        if (at < c.order.size()) {
            c.position.put(p, at + 1);
            deliver(p, c.order.get(at), random.nextInt(8) == 0 ? c.id : null);
        }
        int everywhere = c.members.stream()
                .mapToInt(q -> c.position.getOrDefault(q, 0))
                .min()
                .orElse(0);
        if (safe && everywhere > 0 && random.nextBoolean()) {
            script.line(p, "safe").put("m", c.order.get(random.nextInt(everywhere)));
        }
    }

    private void deliver(String p, String m, String view) {
        ObjectNode delivery = script.line(p, "deliver").put("m", m);
        if (view != null) {
            delivery.put("view", view);
        }
    }

    private void crash(Component c, String p) {
        int id = ++faults;
        script.harnessLine("fault")
                .put("id", id)
                .put("on", true)
                .put("requested", 1)
                .put("kind", "kill")
                .put("bit", true);
        script.crashLine(p, id);
        c.crashed.add(p);
    }

    /** The live members of one component, and perhaps of another and a newcomer, go on as one component or as two. */
    private void change(Component first) {
        List<Component> old = new ArrayList<>(List.of(first));
        Component other = components.get(random.nextInt(components.size()));
        if (other != first) {
            old.add(other);
        }
        List<List<String>> sides = List.of(new ArrayList<>(), new ArrayList<>());
        boolean split = random.nextBoolean();
        for (Component c : old) {
            c.alive().forEach(p -> sides.get(split ? random.nextInt(2) : 0).add(p));
        }
        if (random.nextInt(4) == 0) {
            newcomer(sides.get(0));
        }
        components.removeAll(old);
        for (List<String> side : sides) {
            if (!side.isEmpty()) {
                goOn(old, side);
            }
        }
    }

    private void newcomer(List<String> side) {
        for (String node : incarnation.keySet()) {
            boolean here =
                    components.stream().anyMatch(c -> c.alive().stream().anyMatch(p -> p.startsWith(node + ".")));
            if (!here) {
                side.add(start(node));
                return;
            }
        }
    }

    private void goOn(List<Component> old, List<String> side) {
        List<String> underWay = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        for (Component c : old) {
            List<String> together = c.alive().stream().filter(side::contains).toList();
            if (!together.isEmpty()) {
                String died = transit(c, together, underWay);
                if (died != null) {
                    lost.add(died);
                }
            }
        }
        Component next = install(side, lost);
        for (String m : underWay) {
            String p = m.substring(0, m.lastIndexOf(':'));
            if (!lost.contains(p)) {
                script.line(p, "sent").put("m", m);
                next.order.add(m);
            }
        }
    }

    /**
     * The processes that stay together become level, go to their transitional configuration, and deliver there the
     * messages that they hold.
     */
    private String transit(Component c, List<String> together, List<String> underWay) {
        int level = together.stream()
                .mapToInt(p -> c.position.getOrDefault(p, 0))
                .max()
                .orElse(0);
        for (String p : together) {
            while (c.position.getOrDefault(p, 0) < level) {
                advance(c, p);
            }
        }
        String id = c.id + "-" + String.join("+", together);
        together.forEach(p -> view(p, id, together).put("kind", "transitional").put("of", c.id));
        List<String> held = held(c.order.subList(level, c.order.size()), together);
        String dies = together.size() > 1 && random.nextInt(6) == 0 ? pick(together) : null;
        for (String p : together) {
            int stop = p.equals(dies) ? random.nextInt(held.size() + 1) : held.size();
            for (String m : held.subList(0, stop)) {
                deliver(p, m, random.nextInt(8) == 0 ? c.id : random.nextInt(8) == 0 ? id : null);
                if (safe && random.nextBoolean()) {
                    script.line(p, "safe").put("m", m);
                }
            }
            if (random.nextInt(6) == 0) {
                String m = p + ":" + sent.merge(p, 1, Integer::sum);
                script.line(p, "send").put("m", m).put("size", 10);
                underWay.add(m);
            }
        }
        if (dies != null) {
            crash(c, dies);
        }
        return dies;
    }

    private List<String> held(List<String> rest, List<String> together) {
        List<String> held = new ArrayList<>();
        boolean hole = false;
        for (String m : rest) {
            boolean member = together.contains(m.substring(0, m.lastIndexOf(':')));
            if (member || !hole && random.nextBoolean()) {
                held.add(m);
            } else {
                hole = true;
            }
        }
        return held;
    }

    private Component install(List<String> members) {
        return install(members, List.of());
    }

    private Component install(List<String> members, List<String> lost) {
        seq++;
        Component c = new Component(seq + "@" + members.get(0), List.copyOf(members));
        c.crashed.addAll(lost);
        c.alive().forEach(p -> view(p, c.id, members));
        if (!c.alive().isEmpty()) {
            components.add(c);
        }
        return c;
    }

    private ObjectNode view(String p, String id, List<String> members) {
        ObjectNode view = script.line(p, "view").put("id", id).put("seq", seq);
        ArrayNode names = view.putArray("members");
        members.forEach(names::add);
        return view;
    }

    private void finish() {
        boolean quiet = random.nextInt(4) > 0;
        if (quiet) {
            Component chosen = components.get(random.nextInt(components.size()));
            Component core = chosen;
            if (!chosen.crashed.isEmpty()) {
                components.remove(chosen);
                List<String> alive = chosen.alive();
                transitWithoutLoss(chosen, alive);
                core = install(alive);
            }
            settle(core);
        }
        components.forEach(c -> c.alive().forEach(p -> script.line(p, "closed")));
        if (quiet || random.nextBoolean()) {
            script.harnessLine("end").put("reason", "complete");
        }
        script.recount();
    }

    private void transitWithoutLoss(Component c, List<String> alive) {
        alive.forEach(p -> {
            while (c.position.getOrDefault(p, 0) < c.order.size()) {
                advance(c, p);
            }
        });
        alive.forEach(
                p -> view(p, c.id + "-", alive).put("kind", "transitional").put("of", c.id));
    }

    private void settle(Component core) {
        ObjectNode quiet = script.harnessLine("quiet");
        ArrayNode nodes = quiet.putArray("core");
        core.members.forEach(p -> nodes.add(p.substring(0, p.lastIndexOf('.'))));
        quiet.putObject("probes").put("links", "ok").put("scheduled", "ok");
        core.members.forEach(p -> send(core, p, true));
        core.members.forEach(p -> {
            while (core.position.getOrDefault(p, 0) < core.order.size()) {
                advance(core, p);
            }
        });
        if (lively && safe) {
            core.members.forEach(
                    p -> core.order.forEach(m -> script.line(p, "safe").put("m", m)));
        }
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
