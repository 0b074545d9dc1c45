package dev.maat.engine.cli.terminal;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where output goes and what it can show. Results go to {@code out}, everything about how they come to be to {@code err}.
 *
 * @param outIsTerminal whether a person looks at {@code out}: colour only then
 * @param errIsTerminal whether a person looks at {@code err}: a line is rewritten in place only then
 * @param colour whether escape sequences for colour may be used at all
 * @param unicode whether signs beyond ASCII arrive
 * @param columns width of the terminal
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
    private static final int NARROWEST = 40;
    private static final int WIDEST = 400;

    /** The process's own streams. The launcher asks the shell whether they are terminals: the JDK cannot tell before 22. */
    static Terminal ofProcess(Map<String, String> environment) {
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
                Math.clamp(Integer.getInteger("maat.columns", DEFAULT_COLUMNS), NARROWEST, WIDEST));
    }

    /** The text in a colour of {@link Style} where {@code out} shows colours. */
    public String styled(Style style, String text) {
        return outIsTerminal && colour && style != Style.PLAIN ? style.begin + text + Style.END : text;
    }

    /** Colours that say something; each comes with a word or sign, so that nobody needs them. */
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
