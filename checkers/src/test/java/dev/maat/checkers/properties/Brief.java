package dev.maat.checkers.properties;

import dev.maat.checkers.Histories;
import dev.maat.checkers.Judge;
import dev.maat.checkers.Judgement;
import dev.maat.checkers.history.History;
import java.util.ArrayList;
import java.util.List;

/**
 * Short notation for histories, one line for each process: {@code n1: view 1 n1 n2, send 1, sent 1, deliver n1:1 at 3,
 * closed}. The end of the run is {@code quiet n1 n2}, a non-primary view is {@code minor 2 n1}.
 */
public final class Brief {
    public static final String QUIET = "quiet n1 n2";

    private Brief() {}

    public static Judgement judge(String... processes) {
        return Judge.judge(history(processes));
    }

    public static History history(String... processes) {
        return Histories.parse(text(processes));
    }

    public static String text(String... processes) {
        List<String> lines = new ArrayList<>();
        lines.add("{\"format\":\"maat-history\",\"version\":1,\"claims\":\"atomic\",\"generation\":\"g\"}");
        for (String process : processes) {
            if (process.startsWith("quiet")) {
                String core = String.join("\",\"", process.split(" ")).substring("quiet\",".length());
                lines.add("{\"t\":900,\"e\":\"quiet\",\"core\":[%s\"],\"probes\":{\"links\":\"ok\"}}".formatted(core));
                lines.add("{\"t\":990,\"e\":\"end\",\"reason\":\"complete\"}");
                continue;
            }
            String name = process.substring(0, process.indexOf(':'));
            String[] events = process.substring(process.indexOf(':') + 1).split(",");
            for (int i = 0; i < events.length; i++) {
                lines.add("{\"p\":\"%s.0\",\"t\":%d,%s}".formatted(name, 10 + i, event(name, events[i].strip(), i)));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String event(String process, String text, int index) {
        String[] words = text.split(" ");
        return switch (words[0]) {
            case "view" ->
                "\"e\":\"view\",\"id\":\"%s\",\"seq\":%s,\"members\":[%s]"
                        .formatted(words[1], words[1].replaceAll("\\D", ""), members(words));
            case "minor" -> event(process, text.replaceFirst("minor", "view"), index) + ",\"primary\":false";
            case "send" -> "\"e\":\"send\",\"m\":\"%s.0:%s\"".formatted(process, words[1]);
            case "end" -> "\"e\":\"send\",\"m\":\"%s.0:%s\",\"last\":true".formatted(process, words[1]);
            case "sent" -> "\"e\":\"sent\",\"m\":\"%s.0:%s\"".formatted(process, words[1]);
            case "deliver" ->
                "\"e\":\"deliver\",\"m\":\"%s\"".formatted(words[1].replace(":", ".0:"))
                        + (words.length > 3 ? ",\"place\":" + words[3] : "");
            case "closed" -> "\"e\":\"closed\",\"events\":" + index;
            default -> "\"e\":\"%s\"".formatted(words[0]);
        };
    }

    private static String members(String[] words) {
        List<String> members = new ArrayList<>();
        for (int i = 2; i < words.length; i++) {
            members.add("\"" + words[i] + ".0\"");
        }
        return String.join(",", members);
    }
}
