package dev.maat.engine.cli;

import dev.maat.engine.Deployments;
import dev.maat.engine.battery.Battery;
import dev.maat.engine.battery.BatteryCase;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.run.JsonText;
import dev.maat.faults.Capabilities;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** Prints the cases of the standard battery. */
final class BatteryList {
    /** IP multicast is cut like UDP unicast. */
    private static final List<String> TRANSPORTS = List.of("udp", "tcp");

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
            cannot(battery).forEach((where, why) -> out.println("    not possible: " + where + ": " + why));
        }
    }

    /** By deployment and transport, the faults of the case that cannot be injected there, with the reasons. */
    private static SequencedMap<String, String> cannot(BatteryCase battery) {
        SequencedMap<String, String> cannot = new LinkedHashMap<>();
        for (String deployment : Deployments.NAMES) {
            boolean named =
                    battery.deployments().isEmpty() || battery.deployments().contains(deployment);
            for (String transport : named ? TRANSPORTS : List.<String>of()) {
                Capabilities here = Deployments.capabilities(deployment, transport);
                String why = battery.kinds().stream()
                        .filter(kind -> !here.kinds().contains(kind))
                        .map(kind -> kind.word() + " (" + here.whyNot().getOrDefault(kind, "not built") + ")")
                        .collect(Collectors.joining(", "));
                if (!why.isEmpty()) {
                    cannot.put(here.where(), why);
                }
            }
        }
        return cannot;
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
                    json.writeObjectFieldStart("notPossibleWhere");
                    for (Map.Entry<String, String> each : cannot(battery).entrySet()) {
                        json.writeStringField(each.getKey(), each.getValue());
                    }
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
