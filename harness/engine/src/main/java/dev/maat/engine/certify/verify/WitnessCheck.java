package dev.maat.engine.certify.verify;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.catalogue.HistoryInputException;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.checkers.history.History;
import dev.maat.checkers.witness.Witnesses;
import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import dev.maat.engine.certify.records.UnpackedHistory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Checks the witnesses of a bundle: each is of a property that a run violates, and violates it, or says why it alone does not. */
final class WitnessCheck {
    private final Bundle bundle;
    private final SecondChecker second;
    private final List<String> refusals;
    private final List<String> confirmed;
    private final Set<String> listed = new HashSet<>();

    WitnessCheck(Bundle bundle, SecondChecker second, List<String> refusals, List<String> confirmed) {
        this.bundle = bundle;
        this.second = second;
        this.refusals = refusals;
        this.confirmed = confirmed;
    }

    void check(List<Measured.Witness> witnesses, List<RunRecord> records) {
        for (Measured.Witness witness : witnesses) {
            String entry = EntryNames.witness(witness.property());
            if (!witness.entry().equals(entry)) {
                refusals.add(EntryNames.MEASURED + ": the witness of " + witness.property() + " is " + entry + ", not "
                        + witness.entry());
            } else if (!listed.add(entry)) {
                refusals.add(entry + ": " + EntryNames.MEASURED + " lists it twice");
            } else if (records.stream().noneMatch(record -> isOf(witness, record))) {
                refusals.add(entry + ": run " + witness.run() + " does not violate " + witness.property()
                        + " as this witness is said to show");
            } else {
                check(witness, bundle.bytes(entry));
            }
            listed.add(EntryNames.smallScenario(witness.property()));
        }
        bundle.names().stream()
                .filter(name -> EntryNames.isOfWitness(name) && !listed.contains(name))
                .forEach(name -> refusals.add(name + ": no violated property has this witness"));
    }

    private static boolean isOf(Measured.Witness witness, RunRecord record) {
        return record.run() == witness.run()
                && record.verdict() == Verdict.VIOLATED
                && record.derived().violated().stream()
                        .anyMatch(one -> one.id().equals(witness.property())
                                && one.sentence().equals(witness.sentence()));
    }

    private void check(Measured.Witness witness, byte[] text) {
        String entry = witness.entry();
        try (UnpackedHistory unpacked = UnpackedHistory.of("witness.jsonl", text)) {
            History history = Histories.read(unpacked.folder());
            String note = Witnesses.insufficient(history);
            boolean violates = Judge.judge(history).properties().stream()
                    .anyMatch(one -> one.id().equals(witness.property()) && one.verdict() == Verdict.VIOLATED);
            if (!witness.note().equals(note) || witness.events() != history.eventCount()) {
                refusals.add(entry + ": its note or its count of events is not the one that " + EntryNames.MEASURED
                        + " tells");
            } else if (violates) {
                second.objection(witness.property(), text).ifPresent(why -> refusals.add(entry + ": " + why));
            } else if (note.isEmpty()) {
                refusals.add(entry + ": it does not violate " + witness.property());
            } else {
                confirmed.add(entry + ": it does not tell the violation by itself (" + note + "); run " + witness.run()
                        + " does");
            }
        } catch (HistoryInputException bad) {
            refusals.add(entry + ": it is no history: " + bad.reason());
        }
    }
}
