package dev.maat.checkers.online;

/**
 * Where the lines still are when the judge has let them go: the files they were read from. Asked when a line comes that cannot
 * be judged without them, in histories of correct systems hardly ever.
 */
@FunctionalInterface
public interface Recall {
    /**
     * Gives again every line that {@link OnlineJudge#line} has taken, headers first, those of each process in their order; not
     * the line that is being taken.
     */
    void replay(LineTaker taker);

    /** Takes one line. */
    @FunctionalInterface
    interface LineTaker {
        /**
         * Takes a line without its newline.
         *
         * @param file for the message of an error
         * @param number of the line in its file, from 1; likewise
         */
        void line(String file, long number, byte[] bytes, int from, int length);
    }
}
