package dev.maat.engine.certify.verify;

import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.certify.records.Measured;
import dev.maat.engine.certify.records.RunRecord;
import java.util.List;

/**
 * Refuses what is told of a violation that no run of the bundle has: that it came back, or that its scenario was made smaller; and sittings
 * that made other runs than the bundle has.
 */
final class RepeatCheck {
    private final List<RunRecord> records;
    private final List<String> refusals;

    RepeatCheck(List<RunRecord> records, List<String> refusals) {
        this.records = List.copyOf(records);
        this.refusals = refusals;
    }

    void check(Measured measured) {
        measured.recurrences().forEach(one -> check(one.run(), one.property(), "came back"));
        measured.shrunk().forEach(one -> check(one.run(), one.property(), "was shown by a smaller scenario"));
        int made = measured.sittings().stream().mapToInt(Measured.Sitting::runs).sum();
        if (made != records.size()) {
            refusals.add(EntryNames.MEASURED + ": its sittings made " + made + " runs, and the bundle has "
                    + records.size());
        }
    }

    private void check(int run, String property, String what) {
        boolean violated = records.stream()
                .filter(record -> record.run() == run)
                .flatMap(record -> record.derived().violated().stream())
                .anyMatch(one -> one.id().equals(property));
        if (!violated) {
            refusals.add(EntryNames.MEASURED + ": it tells that the violation of " + property + " in run " + run + " "
                    + what + ", and the bundle has no such violation");
        }
    }
}
