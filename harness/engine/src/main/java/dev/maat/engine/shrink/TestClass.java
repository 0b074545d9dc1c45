package dev.maat.engine.shrink;

import dev.maat.scenario.Scenario;
import dev.maat.scenario.ScenarioJson;
import java.util.Locale;

/**
 * A JUnit test class that replays a scenario and asserts that it holds. It compiles as it stands, against JUnit 5 or 6 and the kit for
 * JUnit.
 *
 * @param name of the class, which is in no package
 */
public record TestClass(String name, String source) {
    private static final int MAX_LINE_CHARS = 110;

    /**
     * The test class of a shrunk scenario.
     *
     * @param implementations the folder in which the implementation was found
     */
    public static TestClass of(Shrunk shrunk, Violation violation, String implementations) {
        Scenario scenario = shrunk.scenario();
        String name = camel(scenario.implementation()) + camel(violation.property()) + "Test";
        String method = camel(violation.property());
        String source = source(
                about(shrunk, violation),
                name,
                JavaText.literal(implementations),
                JavaText.constant(ScenarioJson.write(scenario)),
                method.substring(0, 1).toLowerCase(Locale.ROOT) + method.substring(1) + "Holds");
        return new TestClass(name, source);
    }

    private static String source(String about, String name, String folder, String scenario, String method) {
        return """
                import dev.maat.junit.Replay;
                import org.junit.jupiter.api.Test;

                /**
                %s
                 */
                class %s {
                    /** Searched after the folders that the system property maat.implementations or the variable MAAT_IMPLEMENTATIONS names. */
                    private static final String IMPLEMENTATIONS = "%s";

                    private static final String SCENARIO = %s;

                    @Test
                    void %s() {
                        Replay.of(SCENARIO).implementations(IMPLEMENTATIONS).assertHolds();
                    }
                }
                """.formatted(about, name, folder, scenario, method);
    }

    private static String about(Shrunk shrunk, Violation violation) {
        Scenario scenario = shrunk.scenario();
        String text = scenario.implementation() + " violates " + violation.property() + " under seed " + scenario.seed()
                + ": " + shrunk.run().judgement().property(violation.property()).sentence();
        String how = "Shrunk from " + shrunk.before().inWords() + " to "
                + shrunk.after().inWords()
                + ". The test fails until the implementation keeps its claim. It needs JUnit 5 or 6 and one dependency,"
                + " dev.maat:maat-junit, of scope test.";
        return wrapped(text) + "\n *\n" + wrapped("<p>", how);
    }

    private static String wrapped(String text) {
        return wrapped("", text);
    }

    /** Words in lines of a Javadoc comment, as text: nothing in it ends the comment or is a tag. */
    private static String wrapped(String markup, String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(" * " + markup);
        for (String word : text.strip().split("\\s+", -1)) {
            String harmless = entities(word);
            if (line.length() + harmless.length() > MAX_LINE_CHARS && line.length() > 3) {
                lines.append(line.toString().stripTrailing()).append('\n');
                line = new StringBuilder(" * ");
            }
            line.append(harmless).append(' ');
        }
        return lines.append(line.toString().stripTrailing()).toString();
    }

    private static String entities(String word) {
        StringBuilder text = new StringBuilder();
        word.codePoints().forEach(c -> {
            boolean plain = c > ' ' && c < 0x7f && "<>&@\\*{}".indexOf(c) < 0;
            if (plain) {
                text.append((char) c);
            } else {
                text.append("&#").append(c).append(';');
            }
        });
        return text.toString();
    }

    /** A name as a part of a Java identifier: {@code zoo:hasty-flush} is {@code ZooHastyFlush}. */
    private static String camel(String name) {
        StringBuilder identifier = new StringBuilder();
        for (String word : name.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                identifier.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        boolean begins = !identifier.isEmpty() && Character.isLetter(identifier.charAt(0));
        return begins ? identifier.toString() : "Maat" + identifier;
    }
}
