package dev.maat.engine.cli.check;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.maat.checkers.JudgementJson;
import dev.maat.engine.run.JsonText;
import java.io.IOException;
import java.io.PrintWriter;

/**
 * Judgements for a script. One history has the shape of {@code verdict.json}. Several are a list of these, each with its {@code
 * path}; an input that is not a history has only {@code exit} and {@code error} (file, line, reason, remedy).
 */
final class CheckJson implements AutoCloseable {
    private final JsonGenerator json;
    private final PrintWriter out;
    private final boolean several;

    CheckJson(PrintWriter out, boolean several) throws IOException {
        this.out = out;
        this.several = several;
        this.json = JsonText.generator(out);
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
