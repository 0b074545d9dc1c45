package dev.maat.engine.cli.certify;

import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.certificate.Certificate.PropertyTotal;
import dev.maat.engine.certify.certificate.Certificate.ShareResult;
import dev.maat.engine.certify.certificate.Outcome;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.certify.runs.CertificateDirectory;
import dev.maat.engine.cli.terminal.Table;
import dev.maat.engine.cli.terminal.Terminal;
import dev.maat.engine.cli.terminal.Terminal.Style;
import dev.maat.engine.run.Quantities;
import dev.maat.engine.run.ShellWord;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints a certification: the plan, then the certificate. */
final class CertificatePrinter {
    private static final int MAX_LINES = 20;
    private static final String INDENT = "    ";

    private final Terminal terminal;
    private final PrintWriter out;

    CertificatePrinter(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    void begin(Plan plan) {
        out.println(
                Terminal.harmless(plan.implementation() + " " + plan.implementationVersion() + ", " + plan.ordering()
                        + " order, " + plan.delivery() + " delivery (claims " + String.join(", ", plan.claims())
                        + "), against " + plan.profile()));
        out.println("level " + plan.level() + ", " + terminal.styled(Style.STRONG, "master seed " + plan.masterSeed()));
        plan.summary()
                .forEach((words, runs) ->
                        out.println("runs     " + Quantities.count(runs) + " of " + Terminal.harmless(words)));
        plan.leftOut().forEach(sentence -> out.println("not run  " + Terminal.harmless(sentence)));
        out.flush();
    }

    /** @param finished runs of an interrupted certification that this one goes on with */
    void resumed(int finished) {
        if (finished > 0) {
            out.println(
                    "resumed  " + Quantities.count(finished) + (finished == 1 ? " run is" : " runs are") + " finished");
            out.flush();
        }
    }

    void end(Certificate certificate, CertificateDirectory directory, boolean signed) {
        out.println();
        properties(certificate.properties());
        out.println();
        shares(certificate.summary());
        out.println();
        certificate.scope().forEach(line -> out.println(Terminal.harmless(line)));
        certificate.observer().forEach(line -> out.println(Terminal.harmless("evidence in " + line)));
        certificate.repeats().forEach(line -> out.println(Terminal.harmless(line)));
        kills(certificate);
        out.println(certificate.confidence());
        out.println();
        outcome(certificate);
        out.println();
        out.println("page     " + directory.page());
        out.println("bundle   " + directory.bundle() + (signed ? ", signed" : ""));
        out.println(
                "check it ./maat verify " + ShellWord.quote(directory.bundle().toString()));
    }

    private void properties(List<PropertyTotal> properties) {
        Table table = new Table(terminal)
                .left("property")
                .left("exercised")
                .right("cases")
                .right("at risk")
                .right("seeds at risk")
                .right("runs at risk")
                .right("runs violated")
                .right("runs unknown");
        for (PropertyTotal property : properties) {
            Style style = property.violatedRuns() > 0
                    ? Style.BAD
                    : switch (property.exercised()) {
                        case "yes" -> Style.GOOD;
                        case "inapplicable" -> Style.QUIET;
                        default -> Style.DOUBTFUL;
                    };
            table.styledRow(
                    style,
                    1,
                    property.id(),
                    property.exercised(),
                    Quantities.count(property.applicable()),
                    Quantities.count(property.atRisk()),
                    Quantities.count(property.seeds()),
                    Quantities.count(property.exercisedRuns()),
                    Quantities.count(property.violatedRuns()),
                    Quantities.count(property.unknownRuns()));
        }
        table.print(out);
    }

    private void shares(List<ShareResult> shares) {
        Table table = new Table(terminal)
                .left("source")
                .left("deployment")
                .left("transport")
                .right("runs")
                .right("counted")
                .right("exercised")
                .right("violated")
                .right("unknown")
                .right("not reached")
                .right("chance of a violation")
                .right("writable");
        for (ShareResult share : shares) {
            table.row(
                    share.source(),
                    share.deployment(),
                    share.transport(),
                    share.made() + " of " + share.planned(),
                    Quantities.count(share.counted()),
                    Quantities.count(share.exercised()),
                    Quantities.count(share.violated()),
                    Quantities.count(share.unknown()),
                    Quantities.count(share.notReached()),
                    share.below() >= 1 ? "-" : String.format(Locale.ROOT, "< %.3g", share.below()),
                    share.writable() < 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", share.writable()));
        }
        table.print(out);
    }

    private void kills(Certificate certificate) {
        long planted =
                certificate.kills().stream().mapToLong(row -> row.planted()).sum();
        long caught =
                certificate.kills().stream().mapToLong(row -> row.caught()).sum();
        long masked =
                certificate.kills().stream().mapToLong(row -> row.masked()).sum();
        if (planted > 0) {
            out.println("this harness version is known to catch " + caught + " of " + planted + " planted defects"
                    + (masked > 0 ? "; no run can show " + masked + " more" : ""));
        }
    }

    private void outcome(Certificate certificate) {
        Outcome outcome = certificate.result();
        Style style =
                switch (outcome) {
                    case CERTIFIED -> Style.GOOD;
                    case REFUSED -> Style.BAD;
                    case INCONCLUSIVE -> Style.DOUBTFUL;
                };
        out.println(terminal.styled(style, outcome.word().toUpperCase(Locale.ROOT)) + "  "
                + Terminal.harmless(certificate.implementation() + ", " + certificate.profile()));
        if (certificate.deployments().size() > 1) {
            certificate
                    .deployments()
                    .forEach(one -> out.println(INDENT + "in " + one.deployment() + ": " + one.outcome()));
        }
        List<String> reasons = certificate.reasons();
        reasons.stream().limit(MAX_LINES).forEach(reason -> out.println(INDENT + Terminal.harmless(reason)));
        if (reasons.size() > MAX_LINES) {
            out.println(INDENT + "... and " + (reasons.size() - MAX_LINES) + " more");
        }
    }
}
