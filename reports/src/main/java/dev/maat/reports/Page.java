package dev.maat.reports;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The fixed part of a page: template, style sheet, script, and the hashes that let the browser run only these. */
final class Page {
    /** The scripts in their order in the page: a file may use the declarations of those before it. */
    private static final List<String> SCRIPTS = List.of(
            "data",
            "page",
            "wording",
            "model",
            "answers",
            "paint",
            "overview",
            "filter",
            "lanes",
            "events",
            "timeline",
            "inspector",
            "spacetime",
            "tables",
            "main");

    private static final List<String> CHART_SCRIPTS = List.of("page", "charts");

    /** Says the version of uPlot, the library that draws charts. */
    private static final String PLOT_PROPERTIES = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";

    private static final Pattern SLOT = Pattern.compile("@@([A-Za-z]+)@@");

    /** Fills the slots of the template that depend on what the page shows. */
    @FunctionalInterface
    interface Slots {
        void fill(String slot) throws IOException;
    }

    private final String template;
    private final Map<String, String> fixed;

    private Page(String template, String style, String script) {
        this.template = template;
        this.fixed = Map.of(
                "style", style, "styleHash", integrity(style), "script", script, "scriptHash", integrity(script));
    }

    /** The report of a run. */
    static Page load() {
        return new Page(resource("template.html"), resource("report.css"), scripts(SCRIPTS));
    }

    /** A page of charts. */
    static Page charts() {
        String plot = plotFolder();
        return new Page(
                resource("charts.html"),
                resource("report.css") + resource(plot + "dist/uPlot.min.css") + resource("charts.css"),
                comment("uPlot\n" + resource(plot + "LICENSE")) + resource(plot + "dist/uPlot.iife.min.js") + "\n"
                        + scripts(CHART_SCRIPTS));
    }

    /** A page of tables, without any script. */
    static Page tables() {
        return new Page(resource("tables.html"), resource("report.css") + resource("tables.css"), "");
    }

    /** The folder on the class path into which the jar of uPlot puts its files. */
    private static String plotFolder() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(resource(PLOT_PROPERTIES)));
        } catch (IOException impossible) {
            throw new IllegalStateException("a string can be read", impossible);
        }
        return "/META-INF/resources/webjars/uplot/" + properties.getProperty("version") + "/";
    }

    /** A page is a copy of the library, and its licence wants to be in each. */
    private static String comment(String text) {
        return "/*\n" + text.strip() + "\n*/\n";
    }

    private static String scripts(List<String> names) {
        StringBuilder script = new StringBuilder();
        for (String name : names) {
            script.append(resource("js/" + name + ".js"));
        }
        return script.toString();
    }

    void write(Writer out, Slots slots) throws IOException {
        Matcher slot = SLOT.matcher(template);
        int done = 0;
        while (slot.find()) {
            out.append(template, done, slot.start());
            String text = fixed.get(slot.group(1));
            if (text != null) {
                out.append(text);
            } else {
                slots.fill(slot.group(1));
            }
            done = slot.end();
        }
        out.append(template, done, template.length());
    }

    /** The hash by which a Content-Security-Policy names an inline script or style. */
    private static String integrity(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] digest = sha.digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the reports jar is damaged: it has no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException("the reports jar is damaged: cannot read " + name, unreadable);
        }
    }
}
