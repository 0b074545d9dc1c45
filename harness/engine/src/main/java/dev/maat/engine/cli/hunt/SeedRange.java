package dev.maat.engine.cli.hunt;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Consecutive seeds.
 *
 * @param last {@link Long#MAX_VALUE}: without end
 */
record SeedRange(long first, long last) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})\\.\\.([0-9]{1,15})?");

    /** Reads {@code 1..10000}, or {@code 1..} for a range without end. */
    static final class Converter implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException(
                        "'" + text + "' is no range of seeds; write 1..10000, or 1.. with --time");
            }
            long first = Long.parseLong(form.group(1));
            long last = form.group(2) == null ? Long.MAX_VALUE : Long.parseLong(form.group(2));
            if (last < first) {
                throw new TypeConversionException("'" + text + "' ends before it begins; write 1..10000");
            }
            return new SeedRange(first, last);
        }
    }
}
