package dev.maat.engine.cli.terminal;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The output streams and what they can show. Results go to {@code out}; progress and errors go to {@code err}. Text that is
 * printed on them is {@link HarmlessWriter made harmless}.
 */
public final class Terminal {
    private static final int DEFAULT_COLUMNS = 100;
    private static final int MIN_COLUMNS = 40;
    private static final int MAX_COLUMNS = 400;

    private final PrintWriter out;
    private final PrintWriter json;
    private final PrintWriter err;
    private final Writer rawOut;
    private final Writer rawErr;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final boolean colour;
    private final boolean unicode;
    private final int columns;

    /**
     * A terminal on two streams.
     *
     * @param outIsTerminal whether {@code out} is a terminal: only then is it coloured
     * @param errIsTerminal whether {@code err} is a terminal: only then is a line rewritten in place
     * @param colour whether escape sequences for colour may be used at all
     * @param unicode whether characters beyond ASCII can be shown
     * @param columns the width of the terminal
     */
    public Terminal(
            Writer out,
            Writer err,
            boolean outIsTerminal,
            boolean errIsTerminal,
            boolean colour,
            boolean unicode,
            int columns) {
        this.rawOut = out;
        this.rawErr = err;
        this.out = new PrintWriter(new HarmlessWriter(out, false), outIsTerminal);
        this.json = new PrintWriter(new HarmlessWriter(out, true));
        this.err = new PrintWriter(new HarmlessWriter(err, false), true);
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
        this.colour = colour;
        this.unicode = unicode;
        this.columns = columns;
    }

    /** The streams of this JVM. The launcher asks the shell whether they are terminals, because a JDK before 22 cannot tell. */
    public static Terminal ofProcess(Map<String, String> environment) {
        Charset charset = Charset.forName(
                System.getProperty("stdout.encoding", Charset.defaultCharset().name()));
        boolean dumb = "dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Terminal(
                writer(FileDescriptor.out, charset),
                writer(FileDescriptor.err, charset),
                Boolean.getBoolean("maat.outIsTerminal"),
                Boolean.getBoolean("maat.errIsTerminal") && !dumb,
                !dumb && environment.getOrDefault("NO_COLOR", "").isEmpty(),
                charset.equals(StandardCharsets.UTF_8) && !Boolean.getBoolean("maat.ascii"),
                Math.clamp(Integer.getInteger("maat.columns", DEFAULT_COLUMNS), MIN_COLUMNS, MAX_COLUMNS));
    }

    /** Not over {@link System#out}: that stream swallows failures, and output that cannot be written must be noticed. */
    private static Writer writer(FileDescriptor stream, Charset charset) {
        return new BufferedWriter(new OutputStreamWriter(new FileOutputStream(stream), charset));
    }

    /** Results. A terminal shows each line at once; a file gets them when {@link #flush} is called or the buffer is full. */
    public PrintWriter out() {
        return out;
    }

    /** Results as JSON, on the same stream as {@link #out}. */
    public PrintWriter json() {
        return json;
    }

    /** Progress and errors; written at the end of each line. */
    public PrintWriter err() {
        return err;
    }

    public boolean outIsTerminal() {
        return outIsTerminal;
    }

    public boolean errIsTerminal() {
        return errIsTerminal;
    }

    public boolean colour() {
        return colour;
    }

    public boolean unicode() {
        return unicode;
    }

    public int columns() {
        return columns;
    }

    /** Writes out the buffers. */
    public void flush() {
        out.flush();
        json.flush();
        err.flush();
    }

    /** Writes out the buffers. Returns whether some of the results could not be written. */
    public boolean hasLostResults() {
        err.flush();
        return out.checkError() | json.checkError();
    }

    /** A writer for text of Maat's own that may hold escape sequences. */
    public PrintWriter ownText() {
        return new PrintWriter(rawOut);
    }

    /** Writes a sequence that moves the cursor of {@code err} or erases there. */
    void control(String sequence) {
        PrintWriter raw = new PrintWriter(rawErr);
        raw.print(sequence);
        raw.flush();
    }

    /** The text in a {@link Style}, where {@code out} shows colours. */
    public String styled(Style style, String text) {
        return outIsTerminal && colour && style != Style.PLAIN
                ? HarmlessWriter.colour(style) + text + HarmlessWriter.colour(Style.PLAIN)
                : text;
    }

    /** The text on one line, without characters that could rewrite the screen. */
    public static String harmless(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> safe.appendCodePoint(HarmlessWriter.isHarmless(c) ? c : '?'));
        return safe.toString();
    }

    /** Colours with a meaning. Each goes with a word or a sign, so that the output can be read without colour. */
    public enum Style {
        PLAIN("0"),
        GOOD("32"),
        BAD("1;31"),
        DOUBTFUL("33"),
        QUIET("2"),
        STRONG("1");

        private final String code;

        Style(String code) {
            this.code = code;
        }

        /** The escape sequence that begins the style of a number; nothing for a number that no style has. */
        static String sequence(int number) {
            return number < 0 || number >= values().length ? "?" : "\u001b[" + values()[number].code + "m";
        }
    }
}
