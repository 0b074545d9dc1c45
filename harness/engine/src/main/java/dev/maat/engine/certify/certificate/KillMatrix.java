package dev.maat.engine.certify.certificate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kill matrix of this harness version: which planted defects its checkers are known to catch. It is the table that the suites
 * re-check at every build; the engine's jar holds a copy. This class alone knows the form: a line {@code
 * defect,order,delivery,property,seed...}, where a field beyond the property that is neither empty nor 0 says that the defect is caught.
 * The word {@code masked} there says that no run can show it.
 *
 * @param text the table as it is
 */
public record KillMatrix(String text) {
    private static final String RESOURCE = "zoo-kills.csv";
    private static final int PROPERTY = 3;
    private static final String MASKED = "masked";
    private static final int MAX_LINES = 100_000;

    /**
     * The numbers of one property.
     *
     * @param planted defects that break it, without those that are masked
     * @param caught those of them that are known to be caught
     * @param masked defects that would break it and that no run can show
     */
    public record Row(String property, int planted, int caught, int masked) {
        private Row plus(Row other) {
            return new Row(property, planted + other.planted, caught + other.caught, masked + other.masked);
        }
    }

    /** The table of this harness; empty if the engine was built without it. */
    public static KillMatrix ofThisHarness() {
        try (InputStream in = KillMatrix.class.getResourceAsStream(RESOURCE)) {
            return new KillMatrix(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's jar is damaged: cannot read " + RESOURCE, e);
        }
    }

    /** Property by property, in the order of their names. */
    public List<Row> rows() {
        Map<String, Row> rows = new TreeMap<>();
        text.lines().limit(MAX_LINES).forEach(line -> {
            String[] fields = line.split(",", -1);
            if (!line.startsWith("#") && fields.length > PROPERTY) {
                Row row = ofDefect(fields);
                rows.merge(row.property, row, Row::plus);
            }
        });
        return List.copyOf(rows.values());
    }

    private static Row ofDefect(String[] fields) {
        String property = fields[PROPERTY].strip();
        boolean masked = fields[fields.length - 1].strip().equals(MASKED);
        return masked ? new Row(property, 0, 0, 1) : new Row(property, 1, isCaught(fields) ? 1 : 0, 0);
    }

    private static boolean isCaught(String[] fields) {
        for (int i = PROPERTY + 1; i < fields.length; i++) {
            String field = fields[i].strip();
            if (!field.isEmpty() && !field.equals("0") && !field.equals("-")) {
                return true;
            }
        }
        return false;
    }
}
