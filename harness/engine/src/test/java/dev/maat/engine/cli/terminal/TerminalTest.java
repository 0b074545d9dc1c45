package dev.maat.engine.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.terminal.Terminal.Style;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private static final String HOSTILE = "a\u001b[2Jb\u2028c\u2029d\u202ee\u009bf\udb40\udc41g\rh\u00e9\ud83d\ude00";

    @Test
    void noTextCanRewriteTheScreenWhoeverPrintsIt() {
        StringWriter out = new StringWriter();
        Terminal terminal = new Terminal(out, new StringWriter(), true, true, true, true, 80);

        terminal.out().print(HOSTILE);
        terminal.flush();

        assertThat(out.toString()).isEqualTo("a?[2Jb?c?d?e?f?g?h\u00e9\ud83d\ude00");
        assertThat(Terminal.harmless(HOSTILE)).isEqualTo(out.toString());
    }

    @Test
    void jsonKeepsTheNamesThatTextDoesNotShow() {
        StringWriter out = new StringWriter();
        Terminal terminal = new Terminal(out, new StringWriter(), true, true, true, true, 80);

        terminal.json().print("\"a\u2028b\udb40\udc41\"\n");
        terminal.flush();

        assertThat(out.toString()).isEqualTo("\"a\\u2028b\\udb40\\udc41\"\n");
    }

    @Test
    void coloursOfMaatsOwnReachTheTerminal() {
        StringWriter out = new StringWriter();
        Terminal terminal = new Terminal(out, new StringWriter(), true, true, true, true, 80);

        terminal.out().print(terminal.styled(Style.GOOD, "holds"));
        terminal.flush();

        assertThat(out.toString()).isEqualTo("\u001b[32mholds\u001b[0m");
    }

    @Test
    void resultsThatCannotBeWrittenAreNoticed() {
        Writer full = new Writer() {
            @Override
            public void write(char[] text, int from, int length) throws IOException {
                throw new IOException("No space left on device");
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Terminal terminal = new Terminal(full, new StringWriter(), false, false, false, true, 80);

        terminal.out().println("holds");

        assertThat(terminal.hasLostResults()).isTrue();
    }
}
