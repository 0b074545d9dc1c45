package dev.maat.engine.cli.bench;

import dev.maat.engine.bench.group.Contender;
import dev.maat.engine.run.ArgumentException;
import dev.maat.node.implementation.Implementation;
import dev.maat.node.implementation.Implementations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The implementations that a benchmark of groups compares, each as NAME[,OPTION=VALUE…] names it. */
record Contenders(Implementations found, String transport, List<String> orderings) {
    private static final String NOTHING = "nothing";

    /**
     * One or two contenders.
     *
     * @param against the second one, or {@code nothing}
     * @throws ArgumentException if one cannot be measured, or if both are the same
     */
    List<Contender> of(String implementation, String against) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(contender(implementation));
        if (!against.equals(NOTHING)) {
            contenders.add(contender(against));
        }
        if (contenders.stream().distinct().count() < contenders.size()) {
            throw new ArgumentException(
                    "--against is the same as --implementation, with the same options; name another, or"
                            + " 'nothing' to measure one alone");
        }
        return contenders;
    }

    private Contender contender(String text) {
        String[] parts = text.split(",", -1);
        Implementation named = found.find(parts[0]);
        if (!named.transports().contains(transport)) {
            throw new ArgumentException(
                    named.name() + " does not run on " + transport + ", only on " + named.transports());
        }
        if (named.isStatic()) {
            throw new ArgumentException(named.name() + " has a static group: it has no views to wait for");
        }
        orderings.forEach(named::claim);
        Map<String, String> options = new TreeMap<>();
        for (String option : List.of(parts).subList(1, parts.length)) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new ArgumentException("'" + option + "' in '" + text + "' is not OPTION=VALUE");
            }
            options.put(option.substring(0, equals), option.substring(equals + 1));
        }
        return new Contender(named, options);
    }
}
