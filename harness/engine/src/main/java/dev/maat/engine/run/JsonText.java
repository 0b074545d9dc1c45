package dev.maat.engine.run;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** The form of every JSON document that a command writes: indented, with a newline at the end. */
public final class JsonText {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    /** Writes the fields of a document whose object has been begun. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    private JsonText() {}

    /** A generator whose {@code close} leaves the writer open. */
    public static JsonGenerator generator(Writer out) throws IOException {
        JsonGenerator json = JSON.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        return json;
    }

    /** Writes one object and a newline; does not close the writer. */
    public static void write(Writer out, Fields fields) throws IOException {
        JsonGenerator json = generator(out);
        json.writeStartObject();
        fields.write(json);
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }

    /** Writes a file that holds one object. */
    public static void write(Path file, Fields fields) {
        try (Writer out = Files.newBufferedWriter(file)) {
            write(out, fields);
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be written", e);
        }
    }
}
