package dev.maat.engine.shrink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaTextTest {
    @TempDir
    Path work;

    /** The constant of a compiled class. */
    private String compiled(String text) throws Exception {
        Path source = work.resolve("Holder.java");
        write(source, "class Holder {\n    static final String TEXT = " + JavaText.constant(text) + ";\n}\n");
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, told, told, "-proc:none", "-d", work.toString(), source.toString());
        assertThat(code).as(told.toString(StandardCharsets.UTF_8)).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {work.toUri().toURL()}, null)) {
            Field field = loader.loadClass("Holder").getDeclaredField("TEXT");
            field.setAccessible(true);
            return (String) field.get(null);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }

    @Test
    void aTextThatIsTooLongForOneLiteralIsJoinedAtRunTime() throws Exception {
        String messages = IntStream.range(0, 20_000)
                .mapToObj(i -> "\"n" + i % 7 + ".0:" + i + "\"")
                .collect(Collectors.joining(", ", "{\n  \"messages\" : [ ", " ]\n}"));
        assertThat(messages).hasSizeGreaterThan(4 * 65_535);

        assertThat(compiled(messages)).isEqualTo(messages + "\n");
    }

    /** At one of these lengths each piece ends in the middle of an escape, of a line end or of a run of spaces. */
    @Test
    void aTextIsTheSameWhereverItIsCut() throws Exception {
        String odd = "\\\"\"\"\"  \n   \u00e9\ud83d\ude00\t \\u0022 \n\n x";
        for (int shift = 0; shift < odd.length(); shift++) {
            String text = "y".repeat(shift) + odd.repeat(25_000 / odd.length()) + "\u4e2d".repeat(25_000);
            assertThat(compiled(text)).as("shifted by %d", shift).isEqualTo(text + "\n");
        }
    }

    @Test
    void aShortTextIsOneTextBlock() throws Exception {
        String text = "{\n  \"a\" : \"b\\\\c \u00e9\"\"\"\",  \n  \"b\" : 1\n}";

        assertThat(JavaText.constant(text)).startsWith("\"\"\"\n").doesNotContain("String.join");
        assertThat(compiled(text)).isEqualTo(text + "\n");
    }
}
