package dev.maat.naive;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullUnmarked;

/** The properties between a process and its surroundings, from the definitions: blocking, upcalls, states, buffers. */
@NullUnmarked // null is "none", see the package
final class NaiveEnvironment {
    private final NaiveHistory h;

    NaiveEnvironment(NaiveHistory history) {
        this.h = history;
    }

    String blocking() {
        boolean claimed = false;
        for (var claim : h.header.path("claims")) {
            claimed |= claim.asText().equals("blocking");
        }
        if (!claimed && !h.header.path("claims").asText().equals("blocking")) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        for (Proc p : h.all()) {
            boolean blocked = false;
            Set<String> invokedBlocked = new HashSet<>();
            for (Ev ev : p.events) {
                switch (ev.e()) {
                    case "block" -> blocked = true;
                    case "unblock" -> {
                        blocked = false;
                        invokedBlocked.clear();
                    }
                    case "send" -> {
                        if (blocked) {
                            invokedBlocked.add(ev.m());
                        }
                    }
                    case "sent" -> {
                        if (invokedBlocked.contains(ev.m())) {
                            cases.violationUnless(p.incomplete());
                        }
                    }
                    case "view" -> {
                        boolean another = p.installs.stream().anyMatch(v -> v.at() == ev.at())
                                && p.installs.get(0).at() != ev.at();
                        if (another && !blocked) {
                            cases.violationUnless(p.incomplete());
                        }
                    }
                    default -> {}
                }
            }
        }
        return cases.word();
    }

    String serialUpcalls() {
        boolean claimed = h.header.path("claims").asText().equals("serial-upcalls")
                || NaiveHistory.strings(h.header.path("claims")).contains("serial-upcalls");
        if (!claimed) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        h.all().forEach(p -> cases.violationIf(p.has("overlap")));
        return cases.word();
    }

    String stateTransfer() {
        if (h.all().stream().noneMatch(p -> p.has("state"))) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        for (String view : statesViews()) {
            Set<String> outs = digests(view, "out");
            Set<String> ins = digests(view, "in");
            cases.violationIf(outs.size() > 1);
            cases.violationIf(outs.size() == 1 && !outs.containsAll(ins));
        }
        return cases.word();
    }

    private Set<String> statesViews() {
        Set<String> views = new TreeSet<>();
        h.all()
                .forEach(p -> p.events.stream()
                        .filter(ev -> ev.e().equals("state"))
                        .forEach(ev -> views.add(ev.json().path("view").asText())));
        return views;
    }

    private Set<String> digests(String view, String direction) {
        Set<String> out = new TreeSet<>();
        h.all()
                .forEach(p -> p.events.stream()
                        .filter(ev -> ev.e().equals("state")
                                && ev.json().path("view").asText().equals(view)
                                && ev.json().path("dir").asText().equals(direction))
                        .forEach(ev -> out.add(ev.json().path("digest").asText())));
        return out;
    }

    String boundedMemory() {
        if (h.all().stream().noneMatch(p -> p.has("sample"))) {
            return "inapplicable";
        }
        Cases cases = new Cases();
        h.all()
                .forEach(p -> p.events.forEach(ev -> cases.violationIf(ev.e().equals("sample")
                        && ev.json().path("buffered").asLong()
                                > ev.json().path("bound").asLong())));
        return cases.word();
    }
}
