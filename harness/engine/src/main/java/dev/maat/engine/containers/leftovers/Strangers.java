package dev.maat.engine.containers.leftovers;

import dev.maat.engine.run.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The runs at an engine whose harness cannot be judged from here: it is of another machine or container that shares the engine, or
 * of another version of Maat. They are named and left alone.
 */
final class Strangers {
    private static final int MAX_NAMED = 5;

    private final Map<String, Run> runs = new TreeMap<>();

    private static final class Run {
        private final String harness;
        private int containers;
        private int networks;

        Run(String harness) {
            this.harness = harness;
        }
    }

    void container(Map<String, String> labels) {
        run(labels).containers++;
    }

    void network(Map<String, String> labels) {
        run(labels).networks++;
    }

    private Run run(Map<String, String> labels) {
        return runs.computeIfAbsent(
                labels.getOrDefault(HarnessLabels.RUN, ""), id -> new Run(HarnessLabels.name(labels)));
    }

    /** A sentence for each run, with the command that removes what it has. */
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        runs.forEach((id, run) -> {
            if (sentences.size() < MAX_NAMED) {
                sentences.add(sentence(id, run));
            }
        });
        if (runs.size() > MAX_NAMED) {
            sentences.add("and " + (runs.size() - MAX_NAMED) + " more runs of other harnesses");
        }
        return sentences;
    }

    private static String sentence(String id, Run run) {
        // A label is free text of its writer: quoted, it stays a word.
        String filter = " --filter " + ShellWord.quote("label=" + HarnessLabels.RUN + "=" + id) + ")";
        return "left alone at this engine: " + count(run.containers, "container") + " and "
                + count(run.networks, "network") + " of a run by " + run.harness
                + ", which may still be under way; if it is not, these remove them:"
                + (run.containers > 0 ? " docker rm -fv $(docker ps -aq" + filter + ";" : "")
                + (run.networks > 0 ? " docker network rm $(docker network ls -q" + filter + ";" : "");
    }

    private static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
