package dev.maat.engine.certify.pages;

import dev.maat.checkers.catalogue.PropertyId;
import dev.maat.engine.bundle.Bundle;
import dev.maat.engine.bundle.BundleException;
import dev.maat.engine.bundle.BundleJson;
import dev.maat.engine.bundle.EntryNames;
import dev.maat.engine.bundle.SignatureState;
import dev.maat.engine.bundle.VerifyingKey;
import dev.maat.engine.certify.certificate.Certificate;
import dev.maat.engine.certify.certificate.Certificate.PropertyTotal;
import dev.maat.engine.certify.certificate.Certificate.ShareResult;
import dev.maat.engine.run.Quantities;
import dev.maat.reports.TablePage;
import dev.maat.reports.TablePage.Cell;
import dev.maat.reports.TablePage.Section;
import dev.maat.reports.TablePage.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Certificates side by side. */
public final class CertificateMatrix {
    private CertificateMatrix() {}

    /**
     * One certificate.
     *
     * @param file the name of its bundle
     * @param signature what is known of the signature of its bundle
     * @param open what a verification of it could not confirm
     */
    public record Column(String file, Certificate certificate, String signature, List<String> open) {
        public Column {
            open = List.copyOf(open);
        }

        private String title() {
            return certificate.implementation() + " " + certificate.implementationVersion() + ", "
                    + certificate.ordering() + " " + certificate.delivery() + ", " + certificate.level();
        }
    }

    /** Reads the certificate of a bundle whose digests and chain are as its index says; else adds to {@code refusals}. */
    public static Optional<Column> read(Path file, @Nullable VerifyingKey key, List<String> refusals) {
        try (Bundle bundle = Bundle.open(file)) {
            List<String> damage = new ArrayList<>(bundle.damage());
            SignatureState signature = bundle.signature(key);
            if (!signature.accepted()) {
                damage.add(signature.sentence());
            }
            damage.forEach(why -> refusals.add(file + ": " + why));
            if (!damage.isEmpty()) {
                return Optional.empty();
            }
            Certificate certificate =
                    BundleJson.read(EntryNames.CERTIFICATE, bundle.bytes(EntryNames.CERTIFICATE), Certificate.class);
            return Optional.of(
                    new Column(String.valueOf(file.getFileName()), certificate, signature.sentence(), List.of()));
        } catch (BundleException refused) {
            refusals.add(file + ": " + refused.getMessage());
            return Optional.empty();
        }
    }

    /** @param verified whether every bundle was verified */
    public static TablePage page(List<Column> columns, boolean verified) {
        List<String> lead = new ArrayList<>();
        lead.add("Each column is one certificate. A property that a certificate does not ask for is left empty.");
        lead.add(
                verified
                        ? "Every bundle was verified: its verdicts follow from its raw histories."
                        : "The bundles are undamaged; their verdicts are as they tell them ('maat verify' judges again).");
        return new TablePage(
                "Certification matrix",
                null,
                lead,
                List.of(outcomes(columns), properties(columns), faults(columns), runs(columns)));
    }

    private static List<String> header(String first, List<Column> columns) {
        List<String> header = new ArrayList<>(List.of(first));
        columns.forEach(column -> header.add(column.title()));
        return header;
    }

    private static Section outcomes(List<Column> columns) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Column column : columns) {
            Certificate certificate = column.certificate;
            String why =
                    certificate.reasons().isEmpty() ? "" : certificate.reasons().getFirst();
            rows.add(List.of(
                    Cell.of(column.title()),
                    Cell.of(certificate.profile()),
                    new Cell(certificate.outcome(), CertificatePages.state(certificate.result())),
                    Cell.of(why),
                    Cell.of(certificate.confidence()),
                    Cell.of(column.signature),
                    Cell.of(column.open.isEmpty() ? "" : String.join("; ", column.open)),
                    Cell.of(column.file)));
        }
        return new Section(
                "Outcomes",
                List.of(),
                List.of(
                        "implementation",
                        "profile",
                        "outcome",
                        "first reason",
                        "confidence",
                        "signature",
                        "not confirmed",
                        "bundle"),
                rows);
    }

    private static Section properties(List<Column> columns) {
        List<List<Cell>> rows = new ArrayList<>();
        for (PropertyId property : PropertyId.values()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(property.id())));
            boolean asked = false;
            for (Column column : columns) {
                Optional<PropertyTotal> total = column.certificate.properties().stream()
                        .filter(one -> one.id().equals(property.id()))
                        .findFirst();
                row.add(total.map(CertificateMatrix::cell).orElse(Cell.of("")));
                asked |= total.isPresent();
            }
            if (asked) {
                rows.add(row);
            }
        }
        return new Section(
                "Properties",
                List.of("With the cases at risk, and the seeds that they come from."),
                header("property", columns),
                rows);
    }

    private static Cell cell(PropertyTotal total) {
        Cell verdict = CertificatePages.verdict(total);
        String counts = total.exercised().equals("inapplicable")
                ? ""
                : " (" + Quantities.count(total.atRisk()) + " from " + total.seeds() + ")";
        return new Cell(verdict.text() + counts, verdict.state());
    }

    private static Section faults(List<Column> columns) {
        Set<String> kinds = new TreeSet<>();
        columns.forEach(column -> kinds.addAll(column.certificate.coverage().keySet()));
        List<List<Cell>> rows = new ArrayList<>();
        for (String kind : kinds) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(kind)));
            for (Column column : columns) {
                var counts = column.certificate.coverage().get(kind);
                row.add(
                        counts == null
                                ? new Cell("none", State.IDLE)
                                : Cell.of(Quantities.count(counts.values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum())
                                        + " in " + counts.size() + " phases"));
            }
            rows.add(row);
        }
        return new Section(
                "Faults that had an effect",
                List.of("How many of each class, and in how many phases of the protocol they began."),
                header("fault", columns),
                rows);
    }

    private static Section runs(List<Column> columns) {
        List<List<Cell>> rows = new ArrayList<>();
        for (Column column : columns) {
            for (ShareResult share : column.certificate.shares()) {
                rows.add(List.of(
                        Cell.of(column.title()),
                        Cell.of(share.source() + ", " + share.deployment() + " over " + share.transport()),
                        Cell.of(share.counted() + " of " + share.planned()),
                        new Cell(Quantities.count(share.violated()), share.violated() > 0 ? State.BAD : State.GOOD),
                        Cell.of(share.below() >= 1 ? "-" : "below " + share.below()),
                        Cell.of(share.writable() < 0 ? "-" : String.format(Locale.ROOT, "%.1f %%", share.writable()))));
            }
            column.certificate
                    .leftOut()
                    .forEach(sentence -> rows.add(List.of(
                            Cell.of(column.title()),
                            new Cell("not run: " + sentence, State.NONE),
                            Cell.of("0"),
                            Cell.of("-"),
                            Cell.of("-"),
                            Cell.of("-"))));
        }
        return new Section(
                "Deployments",
                List.of(
                        "The chance of a violation is a bound at 95 % confidence. Writable: the share of the time in which a"
                                + " quorum of the newest primary view could multicast."),
                List.of("implementation", "runs", "counted", "violated", "chance of a violation", "writable"),
                rows);
    }
}
