package dev.maat.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maat.faults.Fault;
import dev.maat.faults.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one fault, on their way from JSON or to it. A reader takes each value from the file and ignores the getter; a writer
 * takes it from the fault by the getter and puts it into the file. Both return the value. {@link FaultShapes} can thus name the
 * keys of each kind once for both directions.
 */
sealed interface FaultKeys<F extends Fault> {
    /** Gives the keys of a fault of a type; one for each direction. */
    interface Direction {
        <F extends Fault> FaultKeys<F> keys(Class<F> type);
    }

    /** The node of a {@link Fault.OnNode}. */
    String node();

    /** The links of a {@link Fault.OnLinks}; absent in JSON when it is about all of them. */
    List<Link> links();

    List<List<String>> groups(Function<F, List<List<String>>> getter);

    /** Whether something holds; a writer leaves the key out if it does not. */
    boolean flag(String key, Predicate<F> getter);

    int integer(String key, ToIntFunction<F> getter);

    int integer(String key, int ifAbsent, ToIntFunction<F> getter);

    /** A number that may be absent; null if it is. */
    @Nullable
    Integer integerOrNull(String key, Function<F, @Nullable Integer> getter);

    long number(String key, ToLongFunction<F> getter);

    long number(String key, long ifAbsent, ToLongFunction<F> getter);

    /** Reads the values from an object of a scenario file. */
    record Reader<F extends Fault>(JsonObject json) implements FaultKeys<F> {
        @Override
        public String node() {
            return json.text("node");
        }

        @Override
        public List<Link> links() {
            return json.texts("links").stream().map(Link::parse).toList();
        }

        @Override
        public List<List<String>> groups(Function<F, List<List<String>>> getter) {
            return json.list("groups", Reader::group);
        }

        private static List<String> group(String place, JsonNode group) {
            List<String> names = new ArrayList<>();
            for (JsonNode name : group) {
                if (!name.isTextual()) {
                    throw new ScenarioFileException(place + ": expected names of nodes, not " + name);
                }
                names.add(name.textValue());
            }
            return names;
        }

        @Override
        public boolean flag(String key, Predicate<F> getter) {
            return json.bool(key, false);
        }

        @Override
        public int integer(String key, ToIntFunction<F> getter) {
            return json.integer(key);
        }

        @Override
        public int integer(String key, int ifAbsent, ToIntFunction<F> getter) {
            return json.integer(key, ifAbsent);
        }

        @Override
        public @Nullable Integer integerOrNull(String key, Function<F, @Nullable Integer> getter) {
            return json.has(key) ? (Integer) json.integer(key) : null;
        }

        @Override
        public long number(String key, ToLongFunction<F> getter) {
            return json.number(key);
        }

        @Override
        public long number(String key, long ifAbsent, ToLongFunction<F> getter) {
            return json.number(key, ifAbsent);
        }
    }

    /** Puts the values of a fault into JSON, defaults included. */
    record Writer<F extends Fault>(F fault, Map<String, Object> json) implements FaultKeys<F> {
        @Override
        public String node() {
            return put("node", ((Fault.OnNode) fault).node());
        }

        @Override
        public List<Link> links() {
            List<Link> links = ((Fault.OnLinks) fault).links();
            if (!links.isEmpty()) {
                json.put("links", links.stream().map(Link::toString).toList());
            }
            return links;
        }

        @Override
        public List<List<String>> groups(Function<F, List<List<String>>> getter) {
            return put("groups", getter.apply(fault));
        }

        @Override
        public boolean flag(String key, Predicate<F> getter) {
            return getter.test(fault) && put(key, true);
        }

        @Override
        public int integer(String key, ToIntFunction<F> getter) {
            return put(key, getter.applyAsInt(fault));
        }

        @Override
        public int integer(String key, int ifAbsent, ToIntFunction<F> getter) {
            return integer(key, getter);
        }

        @Override
        public @Nullable Integer integerOrNull(String key, Function<F, @Nullable Integer> getter) {
            Integer value = getter.apply(fault);
            return value == null ? null : put(key, value);
        }

        @Override
        public long number(String key, ToLongFunction<F> getter) {
            return put(key, getter.applyAsLong(fault));
        }

        @Override
        public long number(String key, long ifAbsent, ToLongFunction<F> getter) {
            return number(key, getter);
        }

        private <T> T put(String key, T value) {
            json.put(key, value);
            return value;
        }
    }
}
