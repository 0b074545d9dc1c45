package dev.maat.checkers.history;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every process that any line names, numbered in order of appearance, and the logs of those that have lines. */
final class ProcessTable {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<@Nullable ProcessLog> logs = new ArrayList<>();

    /** The number of a process name that is well formed. */
    int number(String name) throws BadLineException {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int dot = name.lastIndexOf('.');
        if (dot < 1 || dot == name.length() - 1) {
            throw new BadLineException(
                    "'" + name + "' is not a process", "a process is node name, dot, incarnation: n1.0");
        }
        int number = names.size();
        names.add(name);
        numbers.put(name, number);
        logs.add(null);
        return number;
    }

    String name(int process) {
        return names.get(process);
    }

    List<String> names() {
        return Collections.unmodifiableList(names);
    }

    Map<String, Integer> numbers() {
        return Collections.unmodifiableMap(numbers);
    }

    /** The log of a process, which begins here if it has no line yet. */
    ProcessLog open(int process) {
        ProcessLog log = logs.get(process);
        if (log == null) {
            log = new ProcessLog(process, names.get(process));
            logs.set(process, log);
        }
        return log;
    }

    /** The log of a process that has lines. */
    ProcessLog log(int process) {
        ProcessLog log = logs.get(process);
        if (log == null) {
            throw new IllegalStateException("no line of " + names.get(process));
        }
        return log;
    }

    /** The logs so far, in the order of node and incarnation. */
    List<ProcessLog> logs() {
        return logs.stream()
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(ProcessLog::name, NameOrder::compare))
                .toList();
    }
}
