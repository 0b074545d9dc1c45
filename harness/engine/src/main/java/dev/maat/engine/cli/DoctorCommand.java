package dev.maat.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.doctor.Doctor;
import dev.maat.engine.doctor.Finding;
import dev.maat.engine.run.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maat doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Shows what this machine can do, what each tool is needed for, and how to get the missing ones.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat doctor",
            "  maat doctor --json      for a script",
            "",
            "Exit codes: 0 simulation and checkers work, 2 a tool that everything needs is missing.",
        })
final class DoctorCommand implements Callable<Integer> {
    private static final int SUBJECT_WIDTH = 18;
    private static final int STATE_WIDTH = 12;

    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    DoctorCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        List<Finding> findings = new Doctor(surroundings.environment()).examine();
        if (json) {
            printJson(findings);
        } else {
            findings.forEach(this::print);
        }
        boolean usable = findings.stream().noneMatch(one -> one.needed() && one.state() == Finding.State.MISSING);
        return usable ? ExitCode.HOLDS : ExitCode.UNKNOWN;
    }

    private void print(Finding finding) {
        Terminal terminal = surroundings.terminal();
        PrintWriter out = terminal.out();
        Style style =
                switch (finding.state()) {
                    case READY -> Style.GOOD;
                    case OBTAINABLE, UNSURE -> Style.DOUBTFUL;
                    case MISSING -> Style.BAD;
                };
        String indent = " ".repeat(SUBJECT_WIDTH + STATE_WIDTH);
        out.println(pad(finding.subject(), SUBJECT_WIDTH)
                + terminal.styled(style, pad(word(finding.state()), STATE_WIDTH))
                + finding.found());
        out.println(indent + "for " + finding.gives());
        if (!finding.remedy().isEmpty()) {
            out.println(indent + "remedy: " + finding.remedy());
        }
    }

    private static String word(Finding.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private void printJson(List<Finding> findings) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode all = mapper.createArrayNode();
        for (Finding finding : findings) {
            ObjectNode one = all.addObject();
            one.put("subject", finding.subject());
            one.put("state", word(finding.state()));
            one.put("found", finding.found());
            one.put("gives", finding.gives());
            one.put("remedy", finding.remedy());
            one.put("needed", finding.needed());
        }
        surroundings
                .terminal()
                .json()
                .println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all));
    }
}
