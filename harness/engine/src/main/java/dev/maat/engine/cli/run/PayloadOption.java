package dev.maat.engine.cli.run;

import dev.maat.engine.PayloadSizes;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --payload}. */
final class PayloadOption implements ITypeConverter<PayloadSizes> {
    @Override
    public PayloadSizes convert(String text) {
        try {
            return PayloadSizes.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
