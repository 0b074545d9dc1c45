package dev.maat.checkers.finding;

import dev.maat.checkers.facts.CausalWaits;
import dev.maat.checkers.facts.Facts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Tells a circle of processes. Each delivered a message of the next process, and then sent the message that the previous process
 * delivered.
 */
public final class CausalCircle {
    private CausalCircle() {}

    /** A violation if the history has such a circle. */
    public static void tell(Facts facts, Findings findings) {
        List<Integer> circle = facts.causalWaits().circle();
        if (circle.isEmpty()) {
            return;
        }
        int first = circle.get(0);
        for (int process : circle) {
            first = facts.readFirst(process, first) ? process : first;
        }
        Collections.rotate(circle, -circle.indexOf(first));
        findings.violated(witness -> sentence(facts, circle, witness));
    }

    private static String sentence(Facts facts, List<Integer> circle, Witness witness) {
        CausalWaits waits = facts.causalWaits();
        List<String> told = new ArrayList<>();
        for (int k = 0; k < circle.size(); k++) {
            int process = circle.get(k);
            int previous = circle.get((k + circle.size() - 1) % circle.size());
            int m = facts.log(process).message(waits.waitsAt(process));
            witness.event(process, waits.waitsAt(process)).send(m);
            told.add(facts.process(process) + " delivered " + facts.message(m) + " before it sent "
                    + facts.message(facts.log(previous).message(waits.waitsAt(previous))));
        }
        return String.join("; ", told);
    }
}
