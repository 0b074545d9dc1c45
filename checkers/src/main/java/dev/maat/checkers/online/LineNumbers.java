package dev.maat.checkers.online;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.WitnessEvent;
import dev.maat.checkers.history.History;
import dev.maat.checkers.history.ProcessLog;
import dev.maat.checkers.reading.GrowingHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The number of each retained line of a process in its whole log. */
final class LineNumbers {
    private static final class Column {
        private int[] numbers = new int[16];
        private int size;
        private int next;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, size * 2);
            }
            numbers[size++] = number;
        }
    }

    private final Map<String, Column> columns = new HashMap<>();

    /** Counts one more line of a process; its crash is not counted. */
    void line(String process) {
        Column column = columns.computeIfAbsent(process, absent -> new Column());
        column.add(column.next++);
    }

    /** How many lines of a process were let go. */
    int gone(String process) {
        Column column = columns.get(process);
        return column == null ? 0 : column.next - column.size;
    }

    /** How many lines of all processes were let go. */
    long gone() {
        return columns.values().stream()
                .mapToLong(column -> column.next - column.size)
                .sum();
    }

    /** The numbers of the lines that stay. */
    LineNumbers keeping(History history, GrowingHistory.Keep keep) {
        LineNumbers kept = new LineNumbers();
        for (ProcessLog log : history.logs()) {
            Column old = columns.getOrDefault(log.name(), new Column());
            Column column = new Column();
            column.next = old.next;
            for (int i = 0; i < log.size(); i++) {
                if (keep.keeps(log, i)) {
                    column.add(old.numbers[i]);
                }
            }
            kept.columns.put(log.name(), column);
        }
        return kept;
    }

    /** A result whose witness numbers lines as the whole log does. */
    PropertyResult renumbered(PropertyResult result) {
        if (result.witness().isEmpty()) {
            return result;
        }
        List<WitnessEvent> witness = new ArrayList<>();
        for (WitnessEvent event : result.witness()) {
            Column column = columns.get(event.process());
            long index = event.index();
            if (column != null) {
                index = index < column.size ? column.numbers[(int) index] : column.next;
            }
            witness.add(new WitnessEvent(event.process(), index, event.line()));
        }
        return new PropertyResult(
                result.id(),
                result.definition(),
                result.verdict(),
                result.applicable(),
                result.atRisk(),
                result.violations(),
                result.withoutWeight(),
                result.sentence(),
                witness);
    }
}
