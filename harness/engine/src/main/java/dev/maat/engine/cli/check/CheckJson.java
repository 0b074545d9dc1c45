package dev.maat.engine.cli.check;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.maat.checkers.JudgementJson;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Judgements for a script: of one history the shape of {@code verdict.json}; of several a list of these, each with its {@code
 * path}, and with {@code exit} and {@code error} (file, line, reason, remedy) alone where it is none.
 */
final class CheckJson implements AutoCloseable {
    private final JsonGenerator json;
    private final PrintWriter out;
    private final boolean several;

    CheckJson(PrintWriter out, boolean several) throws IOException {
        this.out = out;
        this.several = several;
        this.json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setPrettyPrinter(new DefaultPrettyPrinter());
        if (several) {
            json.writeStartArray();
        }
    }

    void write(Checked checked) throws IOException {
        json.writeStartObject();
        if (several) {
            json.writeStringField("path", checked.path());
        }
        switch (checked) {
            case Checked.Judged judged -> JudgementJson.fields(judged.judgement(), json);
            case Checked.Rejected rejected -> error(rejected);
        }
        json.writeEndObject();
    }

    private void error(Checked.Rejected rejected) throws IOException {
        json.writeNumberField("exit", rejected.exitCode());
        json.writeObjectFieldStart("error");
        json.writeStringField("file", rejected.bad().file());
        json.writeNumberField("line", rejected.bad().line());
        json.writeStringField("reason", rejected.bad().reason());
        json.writeStringField("remedy", rejected.bad().remedy());
        json.writeEndObject();
    }

    @Override
    public void close() throws IOException {
        if (several) {
            json.writeEndArray();
        }
        json.close();
        out.println();
    }
}
