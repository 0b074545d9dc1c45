package dev.maat.checkers.generated;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Makes histories of an ideal group, of any {@link Shape}: views with joins, leaves, crashes, exclusions, restarts,
 * partitions and merges; whatever its profile promises holds, on purpose and by construction.
 */
final class ValidHistories {
    private static final String[] FATES = {"stay", "stay", "stay", "crash", "leave", "exclude"};

    private final Random random;
    private final Shape shape;
    private final Writing write;
    private final List<Component> components = new ArrayList<>();
    private final int nodes;
    private int seq;

    private ValidHistories(Random random, Shape shape) {
        this.random = random;
        this.shape = shape;
        this.nodes = 2 + random.nextInt(3);
        this.write = new Writing(random, shape, nodes);
    }

    /** A small history of any shape. */
    static Script make(Random random) {
        return make(random, Shape.any(random));
    }

    static Script make(Random random, Shape shape) {
        return new ValidHistories(random, shape).make(1 + random.nextInt(24));
    }

    /** A longer history that changes its views more often. */
    static Script makeLong(Random random, Shape shape) {
        return new ValidHistories(random, shape).make(24 + random.nextInt(24));
    }

    /** A history of some hundred messages, of any shape. */
    static Script makeLarge(Random random) {
        return new ValidHistories(random, Shape.any(random)).make(400);
    }

    private Script make(int steps) {
        List<String> founders = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            if (shape.isStatic() || i <= 2 || random.nextBoolean()) {
                founders.add(write.start("n" + i));
            }
        }
        if (shape.isStatic()) {
            components.add(new Component("", founders));
        } else {
            install(List.of(), founders);
        }
        for (int i = 0; i < steps; i++) {
            step(components.get(random.nextInt(components.size())));
        }
        finish();
        return write.script;
    }

    private void step(Component component) {
        int what = random.nextInt(10);
        String process = pick(component.members);
        if (what < 3) {
            write.multicast(component, process, false);
        } else if (what < 7) {
            write.advance(component, process);
        } else if (what < 8) {
            write.trifle(process);
        } else if (shape.isStatic()) {
            crashInStaticGroup(component);
        } else if (!shape.isPartitionable()) {
            change(component);
        } else if (components.size() > 1 && !shape.sides() && random.nextBoolean()) {
            merge();
        } else {
            split(component);
        }
    }

    private void crashInStaticGroup(Component component) {
        if (shape.resumes() && random.nextInt(3) > 0) {
            int member = random.nextInt(component.members.size());
            component.members.set(member, write.resume(component, component.members.get(member)));
        } else if (2 * (component.members.size() - 1) > nodes && random.nextBoolean()) {
            String process = pick(component.members);
            write.lastDeeds(component, process);
            component.members.remove(process);
            write.crash(process);
        }
    }

    /** The next primary view: more than half of this one go on, the others crash, leave or are excluded. */
    private void change(Component component) {
        List<String> survivors = new ArrayList<>();
        List<String> crashed = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (String p : component.members) {
            String fate = FATES[random.nextInt(FATES.length)];
            boolean quorumLeft = 2 * (crashed.size() + others.size() + 1) < component.members.size();
            if (fate.equals("stay") || !quorumLeft) {
                survivors.add(p);
            } else if (fate.equals("crash")) {
                crashed.add(p);
            } else {
                others.add(p);
            }
        }
        crashed.forEach(p -> write.lastDeeds(component, p));
        others.forEach(p -> write.lastDeeds(component, p));
        List<String> joiners = joiners(survivors.size());
        crashed.forEach(write::crash);
        survivors.forEach(p -> write.flush(component, p));
        components.remove(component);
        install(List.of(survivors), joiners);
        others.forEach(p -> write.goAway(component, p, ++seq));
        survivors.forEach(write::unblock);
    }

    /** A view of a partitionable group falls into at most two; some of its members may die. */
    private void split(Component component) {
        List<String> left = new ArrayList<>();
        List<String> right = new ArrayList<>();
        List<String> crashed = new ArrayList<>();
        boolean inTwo = random.nextBoolean();
        for (String p : component.members) {
            if (random.nextInt(5) == 0 && left.size() + right.size() > 0) {
                crashed.add(p);
            } else {
                (inTwo && random.nextBoolean() ? right : left).add(p);
            }
        }
        if (left.isEmpty()) {
            left.addAll(right);
            right.clear();
        }
        write.partitionOrNothing(!right.isEmpty());
        crashed.forEach(p -> write.lastDeeds(component, p));
        crashed.forEach(write::crash);
        components.remove(component);
        for (List<String> part : List.of(left, right)) {
            if (!part.isEmpty()) {
                part.forEach(p -> write.flush(component, p));
                if (shape.sides()) {
                    write.side(component, part);
                }
                install(List.of(part), random.nextInt(3) == 0 ? joiners(1) : List.of());
                part.forEach(write::unblock);
            }
        }
    }

    private void merge() {
        Component one = components.remove(random.nextInt(components.size()));
        Component other = components.remove(random.nextInt(components.size()));
        one.members.forEach(p -> write.flush(one, p));
        other.members.forEach(p -> write.flush(other, p));
        install(List.of(one.members, other.members), List.of());
        one.members.forEach(write::unblock);
        other.members.forEach(write::unblock);
    }

    private List<String> joiners(int most) {
        List<String> joiners = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            String node = "n" + i;
            boolean here = components.stream()
                    .anyMatch(c -> c.members.stream().anyMatch(p -> p.startsWith(node + ".") && write.lives(p)));
            if (!here && !write.someProcessLives(node) && joiners.size() < most && random.nextBoolean()) {
                joiners.add(write.start(node));
            }
        }
        return joiners;
    }

    /** @param parts the processes that come from one view, for each such view */
    private void install(List<List<String>> parts, List<String> joiners) {
        seq += 1 + random.nextInt(2);
        List<String> members = new ArrayList<>();
        parts.forEach(members::addAll);
        members.addAll(joiners);
        Component next = new Component(seq + "@" + members.get(0), members);
        for (List<String> part : parts) {
            part.forEach(p -> write.view(p, next, seq, part));
        }
        joiners.forEach(p -> write.view(p, next, seq, List.of(p)));
        if (shape.states() && !parts.isEmpty() && !shape.isPartitionable()) {
            parts.get(0).forEach(p -> write.state(p, "out", next.view));
            joiners.forEach(p -> write.state(p, "in", next.view));
        }
        components.add(next);
    }

    private void finish() {
        Component core = components.get(random.nextInt(components.size()));
        if (random.nextInt(5) > 0) {
            ObjectNode quiet = write.script.harnessLine("quiet");
            ArrayNode names = quiet.putArray("core");
            core.members.forEach(p -> names.add(p.substring(0, p.lastIndexOf('.'))));
            quiet.putObject("probes").put("links", "ok").put("scheduled", "ok");
            List<String> enders = new ArrayList<>(core.members);
            Collections.shuffle(enders, random);
            enders.forEach(p -> write.multicast(core, p, true));
        }
        for (Component component : components) {
            for (String p : component.members) {
                write.advanceToTheEnd(component, p);
            }
            component.members.forEach(p -> write.tellSafe(component, p));
            component.members.forEach(write::close);
        }
        if (random.nextInt(8) > 0) {
            write.script.harnessLine("end").put("reason", random.nextInt(8) > 0 ? "complete" : "timeout");
        }
        write.script.recount();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
