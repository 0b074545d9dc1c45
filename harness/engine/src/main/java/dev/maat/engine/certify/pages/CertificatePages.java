package dev.maat.engine.certify.pages;

import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.certificate.Certificate.PropertyTotal;
import dev.maat.engine.certify.certificate.Certificate.ShareResult;
import dev.maat.engine.certify.certificate.KillMatrix;
import dev.maat.engine.certify.certificate.Outcome;
import dev.maat.engine.certify.plan.Plan;
import dev.maat.engine.run.ProtocolPhase;
import dev.maat.engine.run.Quantities;
import dev.maat.reports.TablePage;
import dev.maat.reports.TablePage.Badge;
import dev.maat.reports.TablePage.Cell;
import dev.maat.reports.TablePage.Section;
import dev.maat.reports.TablePage.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A certificate as a page. The same certificate gives the same page, to the byte. */
public final class CertificatePages {
    private CertificatePages() {}

    /** The page as text. */
    public static String page(Certificate certificate) {
        List<Section> sections = new ArrayList<>();
        if (!certificate.reasons().isEmpty()) {
            sections.add(Section.of("Reasons", certificate.reasons()));
        }
        if (certificate.deployments().size() > 1) {
            sections.add(deployments(certificate));
        }
        sections.add(Section.of("Scope", certificate.scope()));
        if (!certificate.notRun().isEmpty()) {
            sections.add(notRun(certificate));
        }
        sections.add(shares(certificate));
        sections.add(properties(certificate));
        sections.add(coverage(certificate));
        sections.add(Section.of("Cost of the observer", certificate.observer()));
        if (!certificate.repeats().isEmpty()) {
            sections.add(Section.of("Repeated runs", certificate.repeats()));
        }
        if (!certificate.violations().isEmpty()) {
            sections.add(violations(certificate));
        }
        sections.add(kills(certificate));
        sections.add(facts("Environment", certificate.environment()));
        sections.add(facts("Digests (SHA-256)", Map.of("", certificate.digests())));
        return new TablePage(title(certificate), badge(certificate), lead(certificate), sections).text();
    }

    private static String title(Certificate certificate) {
        return certificate.implementation() + " " + certificate.implementationVersion() + ": " + certificate.profile();
    }

    private static Badge badge(Certificate certificate) {
        return new Badge(state(certificate.result()), certificate.outcome(), certificate.confidence());
    }

    static State state(Outcome outcome) {
        return switch (outcome) {
            case CERTIFIED -> State.GOOD;
            case REFUSED -> State.BAD;
            case INCONCLUSIVE -> State.OPEN;
        };
    }

    private static List<String> lead(Certificate certificate) {
        List<String> lead = new ArrayList<>();
        lead.add(
                certificate.ordering() + " order, " + certificate.delivery() + " delivery; level " + certificate.level()
                        + ", master seed " + certificate.masterSeed() + ", Maat " + certificate.maat() + ", "
                        + certificate.date());
        lead.add("The implementation claims " + String.join(", ", certificate.claims())
                + (certificate.beyond() ? ", which does not cover the profile that it is judged by." : "."));
        return lead;
    }

    private static Section deployments(Certificate certificate) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Certificate.DeploymentResult one : certificate.deployments()) {
            rows.add(List.of(
                    Cell.of(one.deployment()),
                    new Cell(one.outcome(), state(one.result())),
                    Cell.of(String.join("; ", one.reasons()))));
        }
        return new Section(
                "Deployments",
                List.of("Each by its own runs: those of another prove nothing of it."),
                List.of("deployment", "outcome", "reasons"),
                rows);
    }

    private static Section notRun(Certificate certificate) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Plan.NotRun one : certificate.notRun()) {
            rows.add(List.of(
                    Cell.of(one.source()), Cell.of(one.deployment()), Cell.of(one.transport()), Cell.of(one.why())));
        }
        return new Section(
                "Not run", certificate.leftOut(), List.of("source", "deployment", "transport", "reason"), rows);
    }

    private static Section shares(Certificate certificate) {
        List<List<Cell>> rows = new ArrayList<>();
        for (ShareResult share : certificate.shares()) {
            rows.add(List.of(
                    Cell.of(share.source()),
                    Cell.of(share.deployment()),
                    Cell.of(share.transport()),
                    Cell.of(share.made() + " of " + share.planned()),
                    Cell.of(Quantities.count(share.counted())),
                    Cell.of(Quantities.count(share.exercised())),
                    new Cell(Quantities.count(share.violated()), share.violated() > 0 ? State.BAD : State.GOOD),
                    new Cell(Quantities.count(share.unknown()), share.unknown() > 0 ? State.OPEN : null),
                    Cell.of(share.notReached() > 0 ? Quantities.count(share.notReached()) : ""),
                    Cell.of(share.below() >= 1 ? "-" : "below " + share.below()),
                    Cell.of(share.writable() < 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", share.writable())),
                    Cell.of(Quantities.count(share.events()))));
        }
        return new Section(
                "Runs",
                List.of(
                        "Exercised: counted runs in which a property was at risk; the chance is one in such a run.",
                        "Writable: the share of the time in which a quorum of the newest primary view could multicast,"
                                + " from the first such view until the load stops."),
                List.of(
                        "source",
                        "deployment",
                        "transport",
                        "runs",
                        "counted",
                        "exercised",
                        "violated",
                        "unknown",
                        "not reached",
                        "chance of a violation, 95 %",
                        "writable",
                        "events"),
                rows);
    }

    private static Section properties(Certificate certificate) {
        List<List<Cell>> rows = new ArrayList<>();
        for (PropertyTotal property : certificate.properties()) {
            rows.add(List.of(
                    Cell.of(property.id()),
                    Cell.of(property.definition()),
                    verdict(property),
                    Cell.of(Quantities.count(property.applicable())),
                    Cell.of(Quantities.count(property.atRisk())),
                    Cell.of(Quantities.count(property.seeds())),
                    Cell.of(Quantities.count(property.exercisedRuns())),
                    Cell.of(property.below() >= 1 ? "-" : "below " + property.below()),
                    Cell.of(Quantities.count(property.violatedRuns())),
                    Cell.of(Quantities.count(property.unknownRuns()))));
        }
        return new Section(
                "Properties of the profile",
                List.of("Exercised: at least " + Certificate.MIN_AT_RISK + " cases at risk from at least "
                        + Certificate.MIN_SEEDS + " seeds."),
                List.of(
                        "property",
                        "definition",
                        "over all runs",
                        "cases",
                        "at risk",
                        "seeds at risk",
                        "runs at risk",
                        "chance of a violation, 95 %",
                        "runs violated",
                        "runs unknown"),
                rows);
    }

    static Cell verdict(PropertyTotal property) {
        if (property.violatedRuns() > 0) {
            return new Cell("violated", State.BAD);
        }
        return switch (property.exercised()) {
            case "yes" -> new Cell("holds", State.GOOD);
            case "inapplicable" -> new Cell("inapplicable", State.NONE);
            default -> new Cell("not exercised enough", State.IDLE);
        };
    }

    private static Section coverage(Certificate certificate) {
        List<String> header = new ArrayList<>(List.of("fault"));
        for (ProtocolPhase phase : ProtocolPhase.values()) {
            header.add(phase.word());
        }
        List<List<Cell>> rows = new ArrayList<>();
        certificate.coverage().forEach((kind, counts) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(kind)));
            for (ProtocolPhase phase : ProtocolPhase.values()) {
                Long count = counts.get(phase.word());
                row.add(count == null ? new Cell("0", State.IDLE) : Cell.of(Quantities.count(count)));
            }
            rows.add(row);
        });
        return new Section("Faults that had an effect, by the phase in which they began", List.of(), header, rows);
    }

    private static Section violations(Certificate certificate) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Certificate.Violation violation : certificate.violations()) {
            rows.add(List.of(
                    Cell.of("run " + violation.run()),
                    Cell.of(violation.deployment() + " over " + violation.transport() + ", " + violation.source()
                            + ", seed " + violation.seed()),
                    new Cell(violation.property(), State.BAD),
                    Cell.of(violation.sentence()),
                    Cell.of(violation.witness())));
        }
        return new Section(
                "Violations",
                List.of("The witness is the smallest history found that violates the property; the bundle holds it."),
                List.of("run", "scenario", "property", "what happened", "witness in the bundle"),
                rows);
    }

    private static Section kills(Certificate certificate) {
        List<List<Cell>> rows = new ArrayList<>();
        int planted = 0;
        int caught = 0;
        int masked = 0;
        for (KillMatrix.Row row : certificate.kills()) {
            planted += row.planted();
            caught += row.caught();
            masked += row.masked();
            rows.add(List.of(
                    Cell.of(row.property()),
                    Cell.of(Quantities.count(row.planted())),
                    Cell.of(Quantities.count(row.caught())),
                    Cell.of(Quantities.count(row.masked()))));
        }
        return new Section(
                "Planted defects that this harness version catches",
                List.of("Of " + planted + " planted defects " + caught
                        + " are known to be caught, each by the property that it breaks. " + masked
                        + " more are masked: no run can show them."),
                List.of("property", "planted", "caught", "masked"),
                rows);
    }

    private static Section facts(String title, Map<String, Map<String, String>> facts) {
        List<List<Cell>> rows = new ArrayList<>();
        facts.forEach((group, some) -> some.forEach((name, value) ->
                rows.add(List.of(Cell.of(group.isEmpty() ? name : group + ": " + name), Cell.of(value)))));
        return new Section(title, List.of(), List.of("what", "value"), rows);
    }
}
