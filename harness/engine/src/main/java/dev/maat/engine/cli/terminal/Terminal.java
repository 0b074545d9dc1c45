package dev.maat.engine.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The output streams and what they can show. Results go to {@code out}; progress and errors go to {@code err}.
 *
 * @param outIsTerminal whether {@code out} is a terminal: only then is it coloured
 * @param errIsTerminal whether {@code err} is a terminal: only then is a line rewritten in place
 * @param colour whether escape sequences for colour may be used at all
 * @param unicode whether characters beyond ASCII can be shown
 * @param columns the width of the terminal
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        boolean outIsTerminal,
        boolean errIsTerminal,
        boolean colour,
        boolean unicode,
        int columns) {
    private static final int DEFAULT_COLUMNS = 100;
    private static final int MIN_COLUMNS = 40;
    private static final int MAX_COLUMNS = 400;

    /** The streams of this JVM. The launcher asks the shell whether they are terminals, because a JDK before 22 cannot tell. */
    public static Terminal ofProcess(Map<String, String> environment) {
        Charset charset = Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
        boolean dumb = "dumb".equals(environment.getOrDefault("TERM", "dumb"));
        boolean out = Boolean.getBoolean("maat.outIsTerminal");
        boolean err = Boolean.getBoolean("maat.errIsTerminal");
        return new Terminal(
                new PrintWriter(System.out, true, charset),
                new PrintWriter(System.err, true, charset),
                out,
                err && !dumb,
                !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                charset.equals(StandardCharsets.UTF_8),
                Math.clamp(Integer.getInteger("maat.columns", DEFAULT_COLUMNS), MIN_COLUMNS, MAX_COLUMNS));
    }

    /** The text in a {@link Style}, where {@code out} shows colours. */
    public String styled(Style style, String text) {
        return outIsTerminal && colour && style != Style.PLAIN ? style.begin + text + Style.END : text;
    }

    /** The text without control and format characters: in a hostile name they could rewrite the screen. */
    public static String harmless(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean shown = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
            safe.append(shown ? c : '?');
        }
        return safe.toString();
    }

    /** Colours with a meaning. Each goes with a word or a sign, so that the output can be read without colour. */
    public enum Style {
        PLAIN(""),
        GOOD("32"),
        BAD("1;31"),
        DOUBTFUL("33"),
        QUIET("2"),
        STRONG("1");

        private static final String ESCAPE = "\u001b[";
        private static final String END = ESCAPE + "0m";

        private final String begin;

        Style(String code) {
            begin = ESCAPE + code + "m";
        }
    }
}
