package dev.maat.engine.bundle;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the entries of a bundle. No other name is accepted, so none leads out of a folder. */
public final class EntryNames {
    /** Written before the first run. */
    public static final String PLAN = "plan.json";

    public static final String MEASURED = "measured.json";
    public static final String KILLS = "kills.csv";
    public static final String CERTIFICATE = "certificate.json";
    public static final String PAGE = "certificate.html";
    public static final String INDEX = "bundle.json";
    public static final String SIGNATURE = "signature.json";

    static final int MAX_RUNS = 999_999;

    private static final String LOG_SUFFIX = ".jsonl.zst";
    private static final Pattern RUN = Pattern.compile(
            "runs/([0-9]{6})/(scenario\\.json|run\\.json|history/[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}\\.jsonl\\.zst)");
    private static final Pattern OTHER = Pattern.compile(
            "plan\\.json|measured\\.json|kills\\.csv|certificate\\.json|certificate\\.html|bundle\\.json|signature\\.json"
                    + "|witness/[a-z0-9-]{1,60}(\\.scenario\\.json|\\.jsonl)");

    private EntryNames() {}

    public static String scenario(int run) {
        return folder(run) + "scenario.json";
    }

    /** The record of a run. */
    public static String record(int run) {
        return folder(run) + "run.json";
    }

    /** The folder of a run's logs, with the slash. */
    public static String history(int run) {
        return folder(run) + "history/";
    }

    /** @param file the name of a file of the history, such as {@code n1.0.jsonl} */
    static String log(int run, String file) {
        return history(run) + file + ".zst";
    }

    /** The smallest history that violates a property. */
    public static String witness(String property) {
        return "witness/" + property + ".jsonl";
    }

    /** A smaller scenario that violates a property. */
    public static String smallScenario(String property) {
        return "witness/" + property + ".scenario.json";
    }

    private static String folder(int run) {
        return String.format(Locale.ROOT, "runs/%06d/", run);
    }

    static boolean isKnown(String name) {
        return OTHER.matcher(name).matches() || RUN.matcher(name).matches();
    }

    /** Whether an entry is a witness, or a scenario of one. */
    public static boolean isOfWitness(String name) {
        return name.startsWith("witness/");
    }

    /** The run that an entry belongs to; 0: none. */
    static int run(String name) {
        Matcher matcher = RUN.matcher(name);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    /** The file of the history that an entry is. */
    static String file(String log) {
        return log.substring(log.lastIndexOf('/') + 1, log.length() - ".zst".length());
    }

    static boolean isLog(String name) {
        return name.endsWith(LOG_SUFFIX) && run(name) > 0;
    }
}
