package dev.maat.engine.cli;

import dev.maat.engine.battery.Battery;
import dev.maat.engine.battery.BatteryCase;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.run.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/** Prints the cases of the standard battery. */
final class BatteryList {
    private final Terminal terminal;

    BatteryList(Terminal terminal) {
        this.terminal = terminal;
    }

    void print(boolean json) throws IOException {
        if (json) {
            printJson();
            return;
        }
        PrintWriter out = terminal.out();
        for (BatteryCase battery : Battery.cases()) {
            out.println(
                    terminal.styled(Style.STRONG, battery.number() + " " + battery.name()) + "  " + battery.sentence());
            if (battery.template() == null) {
                out.println("    not possible: " + battery.absent());
                continue;
            }
            out.println("    must reach: " + battery.reachWords());
            String needs = needs(battery);
            if (!needs.isEmpty()) {
                out.println("    needs: " + needs);
            }
        }
    }

    private static String needs(BatteryCase battery) {
        StringBuilder needs = new StringBuilder();
        append(needs, battery.memberships().contains("static") ? List.of() : List.of("views that change"));
        append(needs, battery.orderings().stream().map(each -> each + " order").toList());
        append(needs, battery.deployments());
        append(needs, battery.kinds().stream().map(kind -> kind.word()).toList());
        return needs.toString();
    }

    private static void append(StringBuilder needs, List<String> more) {
        if (!more.isEmpty()) {
            needs.append(needs.isEmpty() ? "" : ", ").append(String.join(", ", more));
        }
    }

    private void printJson() throws IOException {
        JsonText.write(terminal.json(), json -> {
            json.writeArrayFieldStart("cases");
            for (BatteryCase battery : Battery.cases()) {
                json.writeStartObject();
                json.writeStringField("name", battery.name());
                json.writeNumberField("number", battery.number());
                json.writeStringField("sentence", battery.sentence());
                if (battery.template() == null) {
                    json.writeStringField("notPossible", battery.absent());
                } else {
                    json.writeStringField("mustReach", battery.reachWords());
                    json.writeStringField("needs", needs(battery));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
