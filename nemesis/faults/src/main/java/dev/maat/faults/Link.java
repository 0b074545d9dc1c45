package dev.maat.faults;

/** A directed link between two nodes; written {@code n1>n3}. */
public record Link(String from, String to) implements Comparable<Link> {
    public Link {
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            throw new IllegalArgumentException("not a directed link: from '" + from + "' to '" + to + "'");
        }
    }

    /**
     * Reads {@code n1>n3}.
     *
     * @throws IllegalArgumentException if there is not exactly one {@code >} between two different names
     */
    public static Link parse(String text) {
        int arrow = text.indexOf('>');
        if (arrow < 1 || arrow != text.lastIndexOf('>')) {
            throw new IllegalArgumentException("not a directed link: '" + text + "'; write it as n1>n3");
        }
        return new Link(text.substring(0, arrow), text.substring(arrow + 1));
    }

    @Override
    public int compareTo(Link other) {
        int byFrom = from.compareTo(other.from);
        return byFrom != 0 ? byFrom : to.compareTo(other.to);
    }

    @Override
    public String toString() {
        return from + ">" + to;
    }
}
