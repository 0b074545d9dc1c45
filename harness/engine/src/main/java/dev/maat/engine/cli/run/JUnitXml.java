package dev.maat.engine.cli.run;

import dev.maat.checkers.catalogue.PropertyResult;
import dev.maat.checkers.catalogue.Verdict;
import dev.maat.engine.campaign.SeedResult;
import dev.maat.engine.run.ArgumentException;
import dev.maat.engine.run.Failures;
import dev.maat.engine.run.JudgedRun;
import dev.maat.scenario.Scenario;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The file of {@code --junit}: results in the XML that build servers show. A suite is a configuration. A case is a claimed property of a
 * single run, or a seed of a campaign. Violated is a failure, unknown and inconclusive are errors, not exercised and inapplicable are
 * skipped with the reason.
 */
final class JUnitXml {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Path file;
    private final List<Case> cases = new ArrayList<>();

    /** The outcome of a case; its word is the element of the file. */
    private enum End {
        PASSED(""),
        FAILURE("failure"),
        ERROR("error"),
        SKIPPED("skipped");

        private final String element;

        End(String element) {
            this.element = element;
        }
    }

    /**
     * A case of the suite.
     *
     * @param why in one line; empty for one that passed
     * @param detail more lines, such as the commands that repeat it
     */
    private record Case(String name, End end, String why, String detail, long tookNanos) {}

    private JUnitXml(Path file) {
        this.file = file;
    }

    /**
     * Makes sure that the file can be written, before anything is run.
     *
     * @throws ArgumentException if it cannot
     */
    static JUnitXml to(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null || Files.isDirectory(file)) {
            throw new ArgumentException("--junit " + file + " is a folder; name a file, as in --junit results.xml");
        }
        try {
            Files.createDirectories(parent);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
        if (!Files.isWritable(parent)) {
            throw new ArgumentException("--junit: cannot write into " + parent + "; name a file elsewhere");
        }
        return new JUnitXml(file);
    }

    private static ArgumentException cannotWrite(Path file, Exception cause) {
        return new ArgumentException(
                "--junit: cannot write " + file + " (" + Failures.describe(cause) + "); name another file", cause);
    }

    /** Adds a single run: a case for each claimed property, and one for the run if something beyond them decides. */
    void run(JudgedRun run, String again) {
        String detail = "again    " + again;
        for (PropertyResult property : run.judgement().properties()) {
            if (run.claimed().contains(property.id())) {
                cases.add(new Case(property.id(), end(property.verdict()), why(property), detail, 0));
            }
        }
        boolean told = cases.stream().anyMatch(one -> one.end() == End.FAILURE || one.end() == End.ERROR);
        if (run.exitCode() != 0 && !told) {
            String reasons = String.join("\n", run.judgement().reasons());
            cases.add(new Case("the run", End.ERROR, run.lead(), reasons + "\n" + detail, run.tookNanos()));
        }
    }

    private static End end(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> End.PASSED;
            case VIOLATED -> End.FAILURE;
            case UNKNOWN -> End.ERROR;
            case NOT_EXERCISED, INAPPLICABLE -> End.SKIPPED;
        };
    }

    private static String why(PropertyResult property) {
        return switch (property.verdict()) {
            case HOLDS -> "";
            case NOT_EXERCISED -> "not exercised: none of its " + property.applicable() + " cases was at risk";
            case INAPPLICABLE, UNKNOWN, VIOLATED -> property.verdict().word() + ": " + property.sentence();
        };
    }

    /** Adds a seed of a campaign. */
    void seed(SeedResult result) {
        String place = result.directory() == null ? "" : "results  " + result.directory();
        // A violation leads: it is proved, whatever a second run did.
        boolean violated = result.verdict() == Verdict.VIOLATED && !result.harnessFailed();
        boolean diverged = result.divergence() != null;
        End end = violated ? End.FAILURE : result.harnessFailed() || diverged ? End.ERROR : end(result.verdict());
        String verdict = result.verdict().word() + ": " + result.reason();
        String unlike = "the seed does not replay: " + result.divergence();
        String why = violated
                ? verdict + (diverged ? "; " + unlike : "")
                : result.harnessFailed()
                        ? "the harness failed: " + result.reason()
                        : diverged ? unlike : end == End.PASSED ? "" : verdict;
        cases.add(new Case("seed " + result.seed(), end, why, place, result.tookNanos()));
    }

    /** Adds the end of a campaign or a run that came to no result, or not to all of them: a file without it would look complete. */
    void incomplete(String what, String why) {
        cases.add(new Case(what, End.ERROR, why, "", 0));
    }

    /** Writes the file; what was there before is replaced. */
    void write(Scenario scenario, String suite) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            xml.writeCharacters("\n  ");
            suite(xml, scenario, suite);
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            Path beside = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(beside, text.toString());
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a text takes all XML", impossible);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private void suite(XMLStreamWriter xml, Scenario scenario, String suite) throws XMLStreamException {
        xml.writeStartElement("testsuite");
        attribute(xml, "name", suite);
        attribute(xml, "tests", Integer.toString(cases.size()));
        attribute(xml, "failures", count(End.FAILURE));
        attribute(xml, "errors", count(End.ERROR));
        attribute(xml, "skipped", count(End.SKIPPED));
        attribute(xml, "time", seconds(cases.stream().mapToLong(Case::tookNanos).sum()));
        String type = scenario.implementation() + "." + scenario.deployment();
        for (Case one : cases) {
            xml.writeCharacters("\n    ");
            xml.writeStartElement("testcase");
            attribute(xml, "classname", type);
            attribute(xml, "name", one.name());
            attribute(xml, "time", seconds(one.tookNanos()));
            if (one.end() != End.PASSED) {
                xml.writeStartElement(one.end().element);
                attribute(xml, "message", one.why());
                xml.writeCharacters(allowed(one.why() + "\n" + one.detail()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private String count(End end) {
        return Long.toString(cases.stream().filter(one -> one.end() == end).count());
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / NANOS_PER_SECOND);
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, allowed(value).replaceAll("\\s+", " ").strip());
    }

    /** XML 1.0 has no control characters, not even escaped ones, nor half of a surrogate pair: each is shown as U+FFFD. */
    static String allowed(String text) {
        StringBuilder allowed = new StringBuilder();
        text.codePoints().forEach(c -> {
            boolean isAllowed =
                    c == '\t' || c == '\n' || (c >= ' ' && c < 0xd800) || (c >= 0xe000 && c < 0xfffe) || c >= 0x10000;
            // The controls after ASCII are allowed, and no reader wants them.
            boolean isControl = c >= 0x7f && c < 0xa0;
            allowed.appendCodePoint(isAllowed && !isControl ? c : 0xfffd);
        });
        return allowed.toString();
    }
}
