package dev.maat.engine.cli.study;

import dev.maat.engine.run.ArgumentException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Numbers over several powers of ten, as an option names them: "10..10000" is short for 10,100,1000,10000. */
final class Sizes {
    private static final String BETWEEN = "..";
    private static final double TEN = 10;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,6})?");

    private final String option;
    private final String unit;
    private final double least;
    private final double most;

    /**
     * @param option named by errors
     * @param unit that may follow each number, such as "%"; empty for none
     */
    Sizes(String option, String unit, double least, double most) {
        this.option = option;
        this.unit = unit;
        this.least = least;
        this.most = most;
    }

    /** The numbers of a list of numbers and ranges, each once, ascending. */
    List<Double> read(List<String> list) {
        TreeSet<Double> numbers = new TreeSet<>();
        for (String part : list) {
            int between = part.indexOf(BETWEEN);
            if (between < 0) {
                numbers.add(number(part));
            } else {
                addPowers(
                        number(part.substring(0, between)),
                        number(part.substring(between + BETWEEN.length())),
                        numbers);
            }
        }
        return new ArrayList<>(numbers);
    }

    private void addPowers(double from, double to, TreeSet<Double> numbers) {
        if (from > to || from == 0) {
            throw wrong("a range goes from a number above 0 to a greater one");
        }
        // Multiplied anew each time, so that 0.1 becomes 1 and not 1.0000000000000002.
        for (double power = 1; from * power < to; power *= TEN) {
            numbers.add(from * power);
        }
        numbers.add(to);
    }

    private double number(String text) {
        String bare = text.strip();
        if (!unit.isEmpty() && bare.endsWith(unit)) {
            bare = bare.substring(0, bare.length() - unit.length()).strip();
        }
        if (!NUMBER.matcher(bare).matches()) {
            throw wrong("'" + text + "' is no number");
        }
        double number = Double.parseDouble(bare);
        if (number < least || number > most) {
            throw wrong(text.strip() + " is not within " + shown(least) + " to " + shown(most));
        }
        return number;
    }

    private ArgumentException wrong(String what) {
        double first = Math.max(1, least);
        return new ArgumentException(option + ": " + what + "; write numbers, as in " + shown(first) + ","
                + shown(first * TEN) + ", or a range that steps by factors of ten, as in " + shown(first) + BETWEEN
                + shown(first * TEN));
    }

    private String shown(double number) {
        String text = number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
        return text + unit;
    }
}
