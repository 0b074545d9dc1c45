package dev.maat.reports;

import dev.maat.checkers.Judgement;
import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.EventType;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Judgements made by hand, so that there is a report of every verdict. */
final class SampleJudgements {
    private SampleJudgements() {}

    static RunFacts facts() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("JDK", "25.0.1 Temurin");
        environment.put("Operating system", "Linux 6.1 amd64");
        environment.put("Cores", "2");
        return new RunFacts(
                "reference",
                "0.1.0",
                "containers",
                "multicast",
                "7",
                30_000_000_000L,
                "./maat run --deployment containers --transport multicast --seed 7 --nodes 5 --faults partition,loss,crash",
                environment,
                "{\"format\":\"maat-scenario\"}");
    }

    /** A judgement of {@code atomic} with a row of every kind; for {@link Verdict#VIOLATED} with a violation and its witness. */
    static Judgement of(History history, Verdict overall) {
        List<PropertyResult> results = new ArrayList<>();
        long cases = 400;
        for (PropertyId property : PropertyId.values()) {
            if (property.ordinal() > PropertyId.MEMBERSHIP_PRECISION.ordinal()) {
                break;
            }
            results.add(result(history, property, overall, cases));
            cases += 17;
        }
        List<String> reasons =
                switch (overall) {
                    case VIOLATED -> List.of("virtual-synchrony is violated, so atomic is not kept.");
                    case UNKNOWN -> List.of("The log of n5.0 is incomplete: agreement is unknown.");
                    default -> List.of("Everything that atomic asks for and that is judged held.");
                };
        return new Judgement(
                overall,
                List.of("atomic"),
                reasons,
                Map.of("atomic", overall),
                results,
                List.of("safe-indication", "bounded-memory"),
                List.of(),
                history.eventCount());
    }

    private static PropertyResult result(History history, PropertyId property, Verdict overall, long cases) {
        if (property == PropertyId.VIRTUAL_SYNCHRONY && overall == Verdict.VIOLATED) {
            return row(
                    property,
                    Verdict.VIOLATED,
                    cases,
                    12,
                    1,
                    "n1.0 and n3.0 went from view 1 to view 2 together; n1.0 delivered a message in view 1 that n3.0 never delivered.",
                    witness(history));
        }
        if (property == PropertyId.AGREEMENT && overall == Verdict.UNKNOWN) {
            return row(property, Verdict.UNKNOWN, cases, 3, 0, "the log is incomplete", List.of());
        }
        Verdict verdict = property == PropertyId.BLOCKING
                ? Verdict.INAPPLICABLE
                : property == PropertyId.FIFO ? Verdict.NOT_EXERCISED : Verdict.HOLDS;
        long atRisk = verdict == Verdict.HOLDS ? cases / 3 : 0;
        return row(property, verdict, cases, atRisk, 0, "", List.of());
    }

    private static PropertyResult row(
            PropertyId property,
            Verdict verdict,
            long cases,
            long atRisk,
            long violations,
            String sentence,
            List<WitnessEvent> witness) {
        return new PropertyResult(
                property.id(), property.definition(), verdict, cases, atRisk, violations, false, sentence, witness);
    }

    /** The first two installs of two processes, and a delivery in between that only one of them has. */
    private static List<WitnessEvent> witness(History history) {
        List<WitnessEvent> witness = new ArrayList<>();
        ProcessLog first = history.logs().get(0);
        ProcessLog other = history.logs().get(Math.min(2, history.logs().size() - 1));
        int secondView = views(first, 2);
        if (secondView < 0) {
            return List.of();
        }
        Set<Integer> delivered = new HashSet<>();
        for (int index = 0; index < other.size(); index++) {
            if (other.type(index) == EventType.DELIVER) {
                delivered.add(other.message(index));
            }
        }
        for (int index = secondView; index >= 0; index--) {
            if (first.type(index) == EventType.DELIVER && !delivered.contains(first.message(index))) {
                witness.add(event(history, first, index));
                break;
            }
        }
        for (int number = 1; number <= 2; number++) {
            witness.add(event(history, first, views(first, number)));
            witness.add(event(history, other, views(other, number)));
        }
        return witness;
    }

    private static WitnessEvent event(History history, ProcessLog log, int index) {
        return new WitnessEvent(log.name(), index, history.line(log, index));
    }

    private static int views(ProcessLog log, int number) {
        int seen = 0;
        for (int index = 0; index < log.size(); index++) {
            if (log.type(index) == EventType.VIEW && ++seen == number) {
                return index;
            }
        }
        return -1;
    }
}
