package dev.maat.engine.certify.certificate;

/**
 * How rare a violation must be, given that none was seen in a number of runs. With chance p of a violation in a run, N runs show none
 * with chance (1 - p)^N. At a confidence of 95 % that is 0.05, so p is below 1 - 0.05^(1/N), about 3/N (the rule of three). It speaks
 * of runs that are drawn as these were, and of no others.
 */
final class Confidence {
    private static final double DOUBT = 0.05;
    private static final double DIGITS = 1e6;

    private Confidence() {}

    /** The bound on the chance of a violation in a run, rounded up to six digits; 1 for no runs. */
    static double bound(long runs) {
        return runs == 0 ? 1 : Math.ceil((1 - Math.pow(DOUBT, 1.0 / runs)) * DIGITS) / DIGITS;
    }
}
