package dev.maat.suites.patches;

import dev.maat.suites.ImplementationJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Reads the patches. Each begins with a line of its name, goes on with its keys, and ends with the two texts, whose indentation counts:
 *
 * <pre>
 * == promise-not-recorded
 * rule: a member promises no ballot below one that it promised
 * in: change.Acceptor
 * hunt: total plain
 * kills: primary-component
 * -- find
 *             agreement.promise(ballot);
 * -- put
 *             agreement.promised();
 * </pre>
 *
 * The key {@code masked} says why no run can show the defect. Line breaks at the end of a text are not of it.
 */
final class Patches {
    private static final String NAME = "== ";
    private static final String FIND = "-- find";
    private static final String PUT = "-- put";

    private Patches() {}

    /** All patches by name, in the order of the files. */
    static SequencedMap<String, Patch> all() {
        SequencedMap<String, Patch> all = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder())) {
            for (Path file : files.sorted().toList()) {
                for (Patch patch : parse(Files.readString(file, StandardCharsets.UTF_8))) {
                    if (all.put(patch.name(), patch) != null) {
                        throw new AssertionError(file + ": there is another patch '" + patch.name() + "'");
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return all;
    }

    private static Path folder() {
        return ImplementationJar.placeOf(Patches.class).resolve("patches");
    }

    static List<Patch> parse(String text) {
        List<Patch> patches = new ArrayList<>();
        for (String block : ("\n" + text).split("\n" + NAME)) {
            if (!block.isBlank() && !block.stripLeading().startsWith("#")) {
                patches.add(patch(block));
            }
        }
        return patches;
    }

    private static Patch patch(String block) {
        int find = block.indexOf("\n" + FIND + "\n");
        int put = block.indexOf("\n" + PUT, Math.max(0, find));
        String name = block.lines().findFirst().orElse("").strip();
        if (find < 0 || put < 0) {
            throw new AssertionError("patch '" + name + "' needs a line '" + FIND + "' and a line '" + PUT + "'");
        }
        Map<String, String> keys = new HashMap<>();
        block.substring(0, find).lines().skip(1).forEach(line -> {
            int colon = line.indexOf(':');
            keys.put(line.substring(0, colon), line.substring(colon + 1).strip());
        });
        String[] hunt = key(keys, "hunt", name).split(" ");
        return new Patch(
                name,
                key(keys, "rule", name),
                key(keys, "in", name),
                hunt[0],
                hunt[1],
                key(keys, "kills", name),
                keys.getOrDefault("masked", ""),
                block.substring(find + FIND.length() + 2, put),
                block.substring(put + PUT.length() + 1).replaceAll("\\n+$", "").replaceFirst("^\\n", ""));
    }

    private static String key(Map<String, String> keys, String key, String patch) {
        String value = keys.get(key);
        if (value == null) {
            throw new AssertionError("patch '" + patch + "' has no line '" + key + ": ...'");
        }
        return value;
    }
}
