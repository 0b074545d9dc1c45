package dev.maat.engine.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.maat.contract.ImplementationProvider;
import dev.maat.engine.Deployments;
import dev.maat.engine.cli.shell.Surroundings;
import dev.maat.engine.cli.shell.Version;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.run.ExitCode;
import dev.maat.node.implementation.Implementation;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code maat list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows the implementations that can be run, and the claims of each.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  maat list",
            "  maat list --json                                   for a script",
            "  maat list --battery                                the named scenarios of 'maat run --battery'",
            "  MAAT_IMPLEMENTATIONS=~/mine/build maat list        with an implementation of your own",
            "",
            "An implementation is a folder with manifest.json and jars in lib. Those in this source tree are",
            "found automatically. MAAT_IMPLEMENTATIONS names others, or folders of such folders, separated by",
            "colons. One of your own is compiled against the contract, dev.maat:maat-contract, whose jar",
            "'maat list' names. 'mvn -q -Dquick -DskipTests -pl impl/contract -am install' puts it into the local repository.",
        })
final class ListCommand implements Callable<Integer> {
    /** The coordinates without the version, which is Maat's own. */
    private static final String CONTRACT = "dev.maat:maat-contract:";

    private final Surroundings surroundings;

    @Option(
            names = "--battery",
            description = "Show the cases of the standard battery instead, and the situation that each must come to.")
    private boolean battery;

    @Option(names = "--json", description = "Print JSON instead of a table.")
    private boolean json;

    ListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (battery) {
            new BatteryList(surroundings.terminal()).print(json);
            return ExitCode.HOLDS;
        }
        Collection<Implementation> all = surroundings.findImplementations().all();
        if (json) {
            printJson(all);
        } else {
            print(all);
        }
        return ExitCode.HOLDS;
    }

    private void print(Collection<Implementation> all) {
        Table table = new Table(surroundings.terminal())
                .left("implementation")
                .left("version")
                .left("claims, by ordering")
                .left("group")
                .left("deployments")
                .left("transports");
        Map<List<String>, String> firstWithClaims = new HashMap<>();
        for (Implementation one : all) {
            List<String> claims = claims(one);
            String first = firstWithClaims.putIfAbsent(claims, one.name());
            printOne(one, first == null || claims.size() < 2 ? claims : List.of("as " + first), table);
        }
        PrintWriter out = surroundings.terminal().out();
        table.print(out);
        out.println();
        out.println("contract for implementations of your own: " + CONTRACT + Version.number() + ", "
                + Terminal.harmless(contractJar()));
    }

    /** The jar or the folder that this Maat's own contract comes from. */
    private static String contractJar() {
        CodeSource source = ImplementationProvider.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? "" : Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException | IllegalArgumentException noPath) {
            return source.getLocation().toString();
        }
    }

    private static List<String> claims(Implementation one) {
        return one.claims().entrySet().stream()
                .flatMap(claim -> claim.getValue().entrySet().stream()
                        .map(by -> text(claim.getKey(), by.getKey(), by.getValue())))
                .toList();
    }

    /** One claim a row: an implementation may have one for each of its orderings and deliveries. */
    private static void printOne(Implementation one, List<String> claims, Table table) {
        for (int i = 0; i < Math.max(1, claims.size()); i++) {
            table.row(
                    i == 0 ? one.name() : "",
                    i == 0 ? one.version() : "",
                    claims.isEmpty() ? "" : claims.get(i),
                    i == 0 ? one.membership() + (one.resumes() ? ", resumes" : "") : "",
                    i == 0 ? String.join(", ", deployments(one)) : "",
                    i == 0 ? String.join(", ", one.transports()) : "");
        }
    }

    /** Those that a manifest names and this Maat has. */
    private static List<String> deployments(Implementation one) {
        return one.deployments().stream().filter(Deployments.NAMES::contains).toList();
    }

    private static String text(String ordering, String delivery, List<String> names) {
        String by = delivery.equals(Implementation.PLAIN) ? ordering : ordering + " " + delivery;
        return by + ": " + String.join(" + ", names);
    }

    /** As in a manifest: plain delivery alone needs no name. */
    private static void putClaims(ObjectNode claims, String ordering, Map<String, List<String>> byDelivery) {
        if (byDelivery.size() == 1 && byDelivery.containsKey(Implementation.PLAIN)) {
            byDelivery.values().forEach(names -> names.forEach(claims.putArray(ordering)::add));
        } else {
            ObjectNode node = claims.putObject(ordering);
            byDelivery.forEach((delivery, names) -> names.forEach(node.putArray(delivery)::add));
        }
    }

    private void printJson(Collection<Implementation> all) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        ArrayNode list = root.putArray("implementations");
        for (Implementation one : all) {
            ObjectNode node = list.addObject();
            node.put("name", one.name());
            node.put("version", one.version());
            node.put("membership", one.membership());
            node.put("recovery", one.recovery());
            ObjectNode claims = node.putObject("claims");
            one.claims().forEach((ordering, byDelivery) -> putClaims(claims, ordering, byDelivery));
            deployments(one).forEach(node.putArray("deployments")::add);
            one.transports().forEach(node.putArray("transports")::add);
            if (!one.reliabilities().isEmpty()) {
                one.reliabilities().forEach(node.putArray("reliabilities")::add);
            }
            node.put("folder", one.folder().toString());
        }
        root.putObject("contract")
                .put("coordinates", CONTRACT + Version.number())
                .put("jar", contractJar());
        surroundings
                .terminal()
                .json()
                .println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    }
}
