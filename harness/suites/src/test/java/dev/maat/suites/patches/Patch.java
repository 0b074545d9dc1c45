package dev.maat.suites.patches;

/**
 * A defect as a change of the text of one class of the reference.
 *
 * @param name of the mutant
 * @param rule that it breaks, in words
 * @param type the class below {@code dev.maat.reference}, as {@code change.Acceptor}
 * @param ordering that exercises it
 * @param delivery that exercises it, in that ordering
 * @param property that must catch it
 * @param masked why no run can show it, or no property tells; empty if one can
 * @param find the text that is replaced, which occurs once in the class
 * @param put the text in its place
 */
record Patch(
        String name,
        String rule,
        String type,
        String ordering,
        String delivery,
        String property,
        String masked,
        String find,
        String put) {
    /** The class's file below the source folder. */
    String file() {
        return "dev/maat/reference/" + type.replace('.', '/') + ".java";
    }

    /**
     * The source with the defect.
     *
     * @throws AssertionError if the text to find does not occur exactly once
     */
    String applied(String source) {
        int first = source.indexOf(find);
        if (first < 0) {
            throw failed(
                    "the text to find is not there any more: adapt it to the class as it is now, or remove the patch"
                            + " with its line of patch-kills.csv");
        }
        if (source.indexOf(find, first + 1) >= 0) {
            throw failed("the text to find occurs more than once: add a line before or after it");
        }
        return source.substring(0, first) + put + source.substring(first + find.length());
    }

    private AssertionError failed(String why) {
        return new AssertionError("patch '" + name + "' of " + file() + ": " + why);
    }

    @Override
    public String toString() {
        return name;
    }
}
