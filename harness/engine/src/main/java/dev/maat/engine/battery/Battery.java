package dev.maat.engine.battery;

import dev.maat.engine.run.ArgumentException;
import java.util.List;

/** The standard battery. */
public final class Battery {
    private static final List<BatteryCase> CASES = BatteryFile.read();

    private Battery() {}

    /** All cases, in the order of the catalogue; those that nothing can bring about among them, with the reason. */
    public static List<BatteryCase> cases() {
        return CASES;
    }

    /**
     * The case with this name.
     *
     * @throws ArgumentException if there is none; the message says how to list them
     */
    public static BatteryCase named(String name) {
        return CASES.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ArgumentException(
                        "the battery has no case '" + name + "'; 'maat list --battery' shows those that it has"));
    }
}
