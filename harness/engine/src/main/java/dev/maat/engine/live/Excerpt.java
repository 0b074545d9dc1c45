package dev.maat.engine.live;

/** The last lines of a node's output, for a message: bounded, and without a character that could do harm where it is shown. */
final class Excerpt {
    private static final int MAX_LINES = 20;
    private static final int MAX_CHARS = 2_000;
    private static final String CUT = "... ";

    private Excerpt() {}

    static String of(String output) {
        StringBuilder safe = new StringBuilder();
        output.strip().codePoints().map(Excerpt::harmless).forEach(safe::appendCodePoint);
        if (safe.isEmpty()) {
            return "";
        }
        int from = safe.length();
        for (int lines = 0; from > 0 && lines < MAX_LINES; lines++) {
            from = safe.lastIndexOf("\n", from - 1);
        }
        from = Math.max(from + 1, safe.length() - MAX_CHARS);
        if (from < safe.length() && from > 0 && Character.isLowSurrogate(safe.charAt(from))) {
            from++;
        }
        return (from > 0 ? CUT : "") + safe.substring(Math.min(from, safe.length()));
    }

    private static int harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL -> codePoint == '\n' ? '\n' : ' ';
            case Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> '?';
            default -> codePoint;
        };
    }
}
