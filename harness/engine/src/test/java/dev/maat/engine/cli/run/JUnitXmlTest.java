package dev.maat.engine.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maat.engine.cli.CommandRun;
import dev.maat.engine.fake.FakeImplementation;
import dev.maat.scenario.Scenario;
import dev.maat.scenario.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class JUnitXmlTest {
    @TempDir
    Path work;

    private List<Path> implementations;

    @BeforeEach
    void makeTheFakes() throws IOException {
        implementations = List.of(FakeImplementation.in(work.resolve("fake")));
    }

    private CommandRun run(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--seed",
                "1",
                "--faults",
                "none",
                "--duration",
                "1s",
                "--out",
                work.resolve("run").toString(),
                "--junit",
                work.resolve("xml/results.xml").toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(implementations, arguments.toArray(new String[0]));
    }

    private Element suite() throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(work.resolve("xml/results.xml").toFile())
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("testsuites");
        return (Element) root.getElementsByTagName("testsuite").item(0);
    }

    private static List<Element> all(Element suite, String name) {
        NodeList found = suite.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @Test
    void aSingleRunHasACaseForEachClaimedProperty() throws Exception {
        assertThat(run("--implementation", "fake:outsider").code()).isEqualTo(1);

        Element suite = suite();

        assertThat(suite.getAttribute("name")).contains("fake:outsider", "simulation over udp", "seed 1");
        assertThat(all(suite, "testcase"))
                .hasSize(Integer.parseInt(suite.getAttribute("tests")))
                .extracting(one -> one.getAttribute("name"))
                .contains("self-inclusion", "view-identity", "no-skipped-view")
                .doesNotContain("fifo");
        assertThat(all(suite, "failure"))
                .hasSize(Integer.parseInt(suite.getAttribute("failures")))
                .anySatisfy(failure -> {
                    assertThat(((Element) failure.getParentNode()).getAttribute("name"))
                            .isEqualTo("self-inclusion");
                    assertThat(failure.getAttribute("message")).startsWith("violated: ");
                    assertThat(failure.getTextContent()).contains("./maat run --scenario ");
                });
        assertThat(all(suite, "skipped"))
                .allSatisfy(skipped ->
                        assertThat(skipped.getAttribute("message")).containsAnyOf("not exercised", "inapplicable"));
    }

    @Test
    void aCampaignHasACaseForEachSeed() throws Exception {
        run("--implementation", "fake:outsider", "--runs", "3", "--self-check", "0");

        Element suite = suite();

        assertThat(all(suite, "testcase"))
                .extracting(one -> one.getAttribute("name"))
                .containsExactly("seed 1", "seed 2", "seed 3");
        assertThat(all(suite, "failure"))
                .hasSize(3)
                .allSatisfy(failure -> assertThat(failure.getTextContent()).contains("self-inclusion", "seed-"));
    }

    @Test
    void aRunThatProvesNothingIsAnErrorAndNoPass() throws Exception {
        // A group of one in which nothing can be at risk is skipped, not passed.
        assertThat(run("--implementation", "fake", "--nodes", "1").code()).isIn(0, 2);

        Element suite = suite();

        int passed = Integer.parseInt(suite.getAttribute("tests"))
                - all(suite, "skipped").size()
                - all(suite, "error").size()
                - all(suite, "failure").size();
        assertThat(all(suite, "skipped")).isNotEmpty();
        assertThat(passed).isLessThan(Integer.parseInt(suite.getAttribute("tests")));
    }

    @Test
    void aFileThatCannotBeWrittenIsRefusedBeforeTheRun() throws IOException {
        Files.createDirectories(work.resolve("xml/results.xml"));

        CommandRun refused = run("--implementation", "fake");

        assertThat(refused.code()).isEqualTo(254);
        assertThat(refused.err()).contains("--junit");
        assertThat(work.resolve("run")).doesNotExist();
    }

    @Test
    void whatXmlDoesNotAllowIsReplaced() {
        String replaced = "\ufffd";
        assertThat(JUnitXml.allowed("a\u0000b\u001bc\ud800d\u009be\ufffff\tg\nh"))
                .isEqualTo(
                        "a" + replaced + "b" + replaced + "c" + replaced + "d" + replaced + "e" + replaced + "f\tg\nh");
        assertThat(JUnitXml.allowed("\ud83d\ude00<&\">")).isEqualTo("\ud83d\ude00<&\">");
    }

    @Test
    void aCampaignThatBrokeOffIsAnErrorOfTheFile() throws Exception {
        JUnitXml xml = JUnitXml.to(work.resolve("xml/results.xml"));
        xml.incomplete("the campaign", "it broke off: no space left");
        xml.write(Scenario.of("fake", "membership", "fifo", 3, 1, Workload.of(20, 1_000)), "a suite");

        assertThat(suite().getAttribute("errors")).isEqualTo("1");
        assertThat(all(suite(), "error"))
                .singleElement()
                .satisfies(error -> assertThat(error.getAttribute("message")).contains("no space left"));
    }
}
