package dev.maat.reports;

/** Text as content of an HTML element. */
final class Html {
    private static final char REPLACEMENT = '\uFFFD';

    private Html() {}

    /** Escapes everything that has a meaning in markup; control characters and lone surrogates, which have none, are replaced. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> {
                    boolean shown = point == '\n' || point == '\t' || !isUnfit(point);
                    escaped.appendCodePoint(shown ? point : REPLACEMENT);
                }
            }
        });
        return escaped.toString();
    }

    private static boolean isUnfit(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL || type == Character.SURROGATE || type == Character.FORMAT;
    }
}
