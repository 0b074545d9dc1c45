package dev.maat.checkers.online;

/**
 * Reads lines again that the judge has let go, from their files. The judge asks for it when a line cannot be judged without them. In
 * histories of correct systems that is rare.
 */
@FunctionalInterface
public interface Recall {
    /**
     * Gives every line again that {@link OnlineJudge#line} has taken: headers first, lines of each process in their order. The line
     * that is being taken is not among them.
     */
    void replay(LineTaker taker);

    /** Takes one line. */
    @FunctionalInterface
    interface LineTaker {
        /**
         * Takes a line without its newline.
         *
         * @param file for an error message
         * @param number the number of the line in its file, from 1, for an error message
         */
        void line(String file, long number, byte[] bytes, int from, int length);
    }
}
