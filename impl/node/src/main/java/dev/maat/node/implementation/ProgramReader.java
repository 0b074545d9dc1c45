package dev.maat.node.implementation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads from a manifest what carries its implementations out: {@code provider}, or {@code command} and {@code image}. */
final class ProgramReader {
    static final List<String> KEYS = List.of("provider", "command", "image");

    private static final Pattern CLASS = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$.]{0,299}");
    private static final Pattern IMAGE = Pattern.compile("[a-z0-9][A-Za-z0-9._/:@-]{0,254}");
    private static final int MAX_WORDS = 64;
    private static final int MAX_WORD_CHARACTERS = 4_096;

    private final Function<String, ImplementationException> wrong;

    /** @param wrong makes the failure of a sentence */
    ProgramReader(Function<String, ImplementationException> wrong) {
        this.wrong = wrong;
    }

    Program read(JsonNode manifest) {
        boolean isCommand = manifest.has("command") || manifest.has("image");
        if (isCommand == manifest.has("provider")) {
            throw wrong.apply("a manifest names either a 'provider', which is a class in lib/*.jar, or a 'command' and"
                    + " perhaps an 'image'; 'provider' is missing or is no text, or is one too many");
        }
        if (!isCommand) {
            return new Program.Provider(matching(manifest, "provider", CLASS, "the name of a class"));
        }
        String image = manifest.has("image")
                ? matching(manifest, "image", IMAGE, "the name of a container image, as in \"mine/node:1\"")
                : null;
        return new Program.Command(manifest.has("command") ? words(manifest.get("command")) : List.of(), image);
    }

    private String matching(JsonNode manifest, String key, Pattern pattern, String what) {
        String text = manifest.path(key).textValue();
        if (text == null || text.isEmpty()) {
            throw wrong.apply("'" + key + "' is missing or is no text");
        }
        if (!pattern.matcher(text).matches()) {
            throw wrong.apply("'" + key + "' must be " + what + ", not '" + ManifestJson.shown(text) + "'");
        }
        return text;
    }

    private List<String> words(JsonNode list) {
        List<String> words = new ArrayList<>();
        for (JsonNode word : list) {
            if (!word.isTextual()
                    || word.textValue().isEmpty()
                    || word.textValue().length() > MAX_WORD_CHARACTERS
                    || word.textValue().chars().anyMatch(Character::isISOControl)) {
                throw wrong.apply("'command' must be a list of words, as in [\"python3\", \"node.py\"], and "
                        + ManifestJson.shown(word) + " is none");
            }
            words.add(word.textValue());
        }
        if (!list.isArray() || words.isEmpty() || words.size() > MAX_WORDS) {
            throw wrong.apply(
                    "'command' must be a list of 1 to " + MAX_WORDS + " words, as in [\"python3\", \"node.py\"]");
        }
        return words;
    }

    /** Makes sure that a program can run in each deployment that it offers. */
    void requireRunnable(String name, Program program, List<String> deployments) {
        if (!(program instanceof Program.Command command)) {
            return;
        }
        @Nullable String why = null;
        if (deployments.contains("simulation")) {
            why =
                    "a command runs in processes or containers, never in simulation: there a core has no clock of its own";
        } else if (deployments.contains("processes") && command.words().isEmpty()) {
            why = "runs in processes need a 'command'";
        } else if (deployments.contains("containers") && command.image() == null) {
            why = "runs in containers need an 'image' that holds what the command needs";
        }
        if (why != null) {
            throw wrong.apply("'deployments' of " + name + ": " + why);
        }
    }
}
