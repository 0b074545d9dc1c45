package dev.maat.checkers.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One section of a corpus file.
 *
 * @param name a sentence
 * @param keys the expected results
 * @param history the lines of the history, each with its newline, except a torn last one
 */
record CorpusCase(String name, Map<String, String> keys, String history) {
    static List<CorpusCase> of(Path file) throws IOException {
        List<CorpusCase> cases = new ArrayList<>();
        String name = "";
        Map<String, String> keys = new LinkedHashMap<>();
        StringBuilder history = new StringBuilder();
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.add("");
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (line.startsWith("== ")) {
                name = line.substring(3);
            } else if (line.isEmpty()) {
                if (!name.isEmpty()) {
                    int torn = keys.containsKey("torn") ? 1 : 0;
                    cases.add(new CorpusCase(name, Map.copyOf(keys), history.substring(0, history.length() - torn)));
                }
                name = "";
                keys.clear();
                history.setLength(0);
            } else if (history.isEmpty() && colon > 0 && Character.isLetter(line.charAt(0)) && keys.size() < 8) {
                keys.put(line.substring(0, colon), line.substring(colon + 2));
            } else {
                history.append(line).append('\n');
            }
        }
        return cases;
    }

    /** The words of a key's value; none if the key is missing. */
    List<String> words(String key) {
        String value = keys.getOrDefault(key, "");
        return value.isEmpty() ? List.of() : List.of(value.split(" "));
    }
}
