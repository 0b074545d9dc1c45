package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes histories of an ideal group: one order of messages a view, every process somewhere along it, survivors at its end when
 * they move on. Uniform, causal, safe and blocking, so that everything in the catalogue holds.
 */
final class ValidHistories {
    private static final String[] FATES = {"stay", "stay", "stay", "crash", "leave", "exclude"};

    private final Random random;
    private final Script script = new Script();
    private final Map<String, Integer> incarnation = new LinkedHashMap<>();
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private final Map<String, Integer> position = new LinkedHashMap<>();
    private final boolean places;
    private final boolean safe;
    private final boolean isStatic;
    private List<String> members = new ArrayList<>();
    private List<String> order = new ArrayList<>();
    private int seq;
    private int faults;
    private String viewId = "";

    private ValidHistories(Random random) {
        this.random = random;
        this.places = random.nextBoolean();
        this.safe = random.nextInt(3) == 0;
        this.isStatic = random.nextInt(6) == 0;
    }

    static Script make(Random random) {
        return new ValidHistories(random).make();
    }

    private Script make() {
        int nodes = 2 + random.nextInt(3);
        header(nodes);
        List<String> founders = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            if (isStatic || i <= 2 || random.nextBoolean()) {
                founders.add(start("n" + i));
            }
        }
        if (isStatic) {
            members = founders;
        } else {
            install(List.of(), founders);
        }
        int steps = 1 + random.nextInt(24);
        for (int i = 0; i < steps; i++) {
            step(nodes);
        }
        finish();
        return script;
    }

    private void header(int nodes) {
        ObjectNode header = script.header;
        header.put("format", "maat-history").put("version", 1).put("implementation", "generated");
        header.put("claims", "atomic")
                .put("membership", isStatic ? "static" : "primary")
                .put("generation", "g1");
        ArrayNode names = header.putArray("nodes");
        for (int i = 1; i <= nodes; i++) {
            names.add("n" + i);
        }
        if (random.nextInt(4) == 0) {
            header.put("sendOrder", "invocation");
        }
    }

    private String start(String node) {
        int next = incarnation.merge(node, 0, (old, zero) -> old + 1);
        String process = node + "." + next;
        script.line(process, "start");
        return process;
    }

    private void step(int nodes) {
        int what = random.nextInt(isStatic ? 8 : 10);
        if (what < 4) {
            multicast(pick(members), false);
        } else if (what < 8) {
            advance(pick(members));
        } else {
            change(nodes);
        }
    }

    private void multicast(String process, boolean last) {
        String m = process + ":" + sent.merge(process, 1, Integer::sum);
        ObjectNode send =
                script.line(process, "send").put("m", m).put("hash", hash(m)).put("size", 10);
        if (last) {
            send.put("last", true);
        }
        order.add(m);
        script.line(process, "sent").put("m", m);
    }

    private void advance(String process) {
        int at = position.getOrDefault(process, 0);
        if (at >= order.size()) {
            return;
        }
        String m = order.get(at);
        position.put(process, at + 1);
        ObjectNode deliver = script.line(process, "deliver").put("m", m).put("hash", hash(m));
        if (places) {
            deliver.put("place", isStatic ? at + 1 : (long) at + 1);
        }
        int everywhere = members.stream()
                .mapToInt(p -> position.getOrDefault(p, 0))
                .min()
                .orElse(0);
        if (safe && at < everywhere) {
            script.line(process, "safe").put("m", m);
        }
    }

    private void change(int nodes) {
        List<String> survivors = new ArrayList<>();
        List<String> crashed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String p : members) {
            String fate = FATES[random.nextInt(FATES.length)];
            boolean quorumLeft = 2 * (crashed.size() + others.size() + 1) < members.size();
            if (fate.equals("stay") || !quorumLeft) {
                survivors.add(p);
            } else if (fate.equals("crash")) {
                crashed.add(p);
            } else {
                others.add(p);
            }
        }
        List<String> joiners = joiners(nodes, survivors.size());
        crashed.forEach(this::crash);
        for (String p : survivors) {
            script.line(p, "block");
            script.line(p, "phase").put("name", "flush").put("on", true);
            while (position.getOrDefault(p, 0) < order.size()) {
                advance(p);
            }
        }
        List<String> goers = new ArrayList<>(others);
        List<String> old = members;
        install(survivors, joiners);
        for (String p : goers) {
            goAway(p);
        }
        old.stream().filter(survivors::contains).forEach(p -> script.line(p, "unblock"));
    }

    private List<String> joiners(int nodes, int most) {
        List<String> joiners = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            String node = "n" + i;
            boolean here = members.stream().anyMatch(p -> p.startsWith(node + "."));
            if (!here && joiners.size() < most && random.nextBoolean()) {
                joiners.add(start(node));
            }
        }
        return joiners;
    }

    private void crash(String process) {
        int id = ++faults;
        ObjectNode fault = script.harnessLine("fault")
                .put("id", id)
                .put("on", true)
                .put("requested", 1)
                .put("kind", "kill");
        fault.put("bit", true);
        script.crashLine(process, id);
    }

    private void goAway(String process) {
        if (random.nextBoolean()) {
            script.line(process, "leave");
            script.line(process, "left");
        } else {
            script.line(process, "excluded");
        }
        script.line(process, "closed");
    }

    private void install(List<String> survivors, List<String> joiners) {
        seq += 1 + random.nextInt(2);
        List<String> next = new ArrayList<>(survivors);
        next.addAll(joiners);
        viewId = seq + "@" + next.get(0);
        boolean transitional = random.nextBoolean();
        for (String p : next) {
            ObjectNode view = script.line(p, "view").put("id", viewId).put("seq", seq);
            ArrayNode names = view.putArray("members");
            next.forEach(names::add);
            view.put("primary", true);
            if (transitional) {
                ArrayNode set = view.putArray("transitional");
                (survivors.contains(p) ? survivors : List.of(p)).forEach(set::add);
            }
        }
        members = next;
        order = new ArrayList<>();
        position.clear();
    }

    private void finish() {
        if (random.nextInt(5) > 0) {
            ObjectNode quiet = script.harnessLine("quiet");
            ArrayNode core = quiet.putArray("core");
            members.forEach(p -> core.add(p.substring(0, p.lastIndexOf('.'))));
            quiet.putObject("probes").put("links", "ok").put("scheduled", "ok");
            members.forEach(p -> multicast(p, true));
        }
        for (String p : members) {
            while (position.getOrDefault(p, 0) < order.size()) {
                advance(p);
            }
        }
        if (safe) {
            members.forEach(this::tellSafe);
        }
        members.forEach(p -> script.line(p, "closed"));
        if (random.nextInt(8) > 0) {
            script.harnessLine("end").put("reason", random.nextInt(8) > 0 ? "complete" : "timeout");
        }
        script.recount();
    }

    private void tellSafe(String process) {
        order.forEach(m -> script.line(process, "safe").put("m", m));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static String hash(String m) {
        return String.format("%016x", m.hashCode() * 2654435761L);
    }
}
