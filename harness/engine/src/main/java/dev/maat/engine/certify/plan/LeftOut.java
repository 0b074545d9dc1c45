package dev.maat.engine.certify.plan;

import dev.maat.engine.certify.plan.Plan.NotRun;
import dev.maat.engine.run.Quantities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of an offer that were not run, in a few sentences: dozens of cases may be left out for one reason, and the certificate's page names each. */
public final class LeftOut {
    private static final int MAX_NAMES = 3;

    private LeftOut() {}

    /** One source, or everything, and one reason to leave it out. */
    private record Reason(String source, String why) {}

    /** The places that leave the same sources out for the same reason. */
    private record Group(List<String> places, String why) {}

    /** A sentence for each reason and the places that have it: "35 cases of the battery in processes over udp: the group is static". */
    public static List<String> sentences(List<NotRun> all) {
        Map<Reason, List<String>> places = new LinkedHashMap<>();
        all.forEach(one -> places.computeIfAbsent(new Reason(one.source(), one.why()), reason -> new ArrayList<>())
                .add(one.deployment() + " over " + one.transport()));
        Map<Group, List<String>> sources = new LinkedHashMap<>();
        places.forEach(
                (reason, where) -> sources.computeIfAbsent(new Group(where, reason.why), group -> new ArrayList<>())
                        .add(reason.source));
        List<String> sentences = new ArrayList<>();
        sources.forEach(
                (group, names) -> sentences.add(words(names) + String.join(", ", group.places) + ": " + group.why));
        return sentences;
    }

    private static String words(List<String> sources) {
        if (sources.getFirst().isEmpty()) {
            return "";
        }
        return sources.size() > MAX_NAMES
                ? Quantities.count(sources.size()) + " cases of the battery in "
                : String.join(", ", sources) + " in ";
    }
}
