package dev.maat.checkers.facts;

import dev.maat.checkers.history.MessageTable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Numbers the messages of each sender in the order of their invocations. Only messages that can be in the past of another are
 * numbered: those that returned and those that some process delivered.
 */
final class SendOrders {
    /** The number of a message that is in no past, or that its sender's log does not show at all. */
    static final int UNNUMBERED = Integer.MAX_VALUE;

    private final int[] sender;
    private final int[] number;
    private final int[][] byInvocation;
    private final int[][] byReturn;
    /** By sender and number of returns, how many of the first of them are the first messages in the order of invocations too. */
    private final int[][] inStep;
    /** For each message, how many messages of its sender returned before it was sent. */
    private final int[] returnsBefore;

    SendOrders(Facts facts, int[][] sent) {
        int messages = facts.messages.count();
        this.sender = new int[messages];
        this.number = new int[messages];
        this.returnsBefore = new int[messages];
        this.byInvocation = new int[sent.length][];
        this.byReturn = new int[sent.length][];
        this.inStep = new int[sent.length][];
        Arrays.fill(number, UNNUMBERED);
        for (int m = 0; m < messages; m++) {
            sender[m] = facts.messages.sender(m);
        }
        IntList[] unsent = new IntList[sent.length];
        Arrays.setAll(unsent, p -> new IntList());
        for (int m = 0; m < messages; m++) {
            if (facts.messages.sendEvent(m) == MessageTable.NONE && returns(facts, m)) {
                unsent[sender[m]].add(m);
            }
        }
        for (int p = 0; p < sent.length; p++) {
            int[] begun = Arrays.stream(sent[p])
                    .filter(m -> returns(facts, m) || facts.deliveries.deliverers(m) > 0)
                    .toArray();
            // A log that lost the beginning of a send may still show its return.
            number(
                    facts,
                    p,
                    IntStream.concat(Arrays.stream(unsent[p].toArray()), Arrays.stream(begun))
                            .toArray());
        }
    }

    private static boolean returns(Facts facts, int m) {
        return facts.sends.returned(m) != Integer.MAX_VALUE;
    }

    private void number(Facts facts, int p, int[] numbered) {
        int[] returning = numbered.clone();
        facts.sends.sortByReturn(returning, 0, returning.length);
        int returned = 0;
        for (int k = 0; k < numbered.length; k++) {
            int m = numbered[k];
            number[m] = k;
            while (returned < returning.length
                    && facts.sends.returned(returning[returned]) < facts.messages.sendEvent(m)) {
                returned++;
            }
            returnsBefore[m] = returned;
        }
        byInvocation[p] = numbered;
        byReturn[p] = returning;
        inStep[p] = inStep(returning);
    }

    private int[] inStep(int[] returning) {
        int[] steps = new int[returning.length + 1];
        int highest = -1;
        for (int k = 1; k < steps.length; k++) {
            highest = Math.max(highest, number[returning[k - 1]]);
            steps[k] = highest == k - 1 ? k : steps[k - 1];
        }
        return steps;
    }

    int processes() {
        return byInvocation.length;
    }

    int sender(int m) {
        return sender[m];
    }

    /** Its position among the messages of its sender, or {@link #UNNUMBERED}. */
    int number(int m) {
        return number[m];
    }

    /** How many messages of a process are numbered. */
    int count(int process) {
        return byInvocation[process].length;
    }

    /** The message of a process with a number below {@link #count}. */
    int numbered(int process, int itsNumber) {
        return byInvocation[process][itsNumber];
    }

    /** The message of a sender that was the k-th to return. */
    int returned(int process, int k) {
        return byReturn[process][k];
    }

    /** The greatest number up to some returns of a sender at which as many of its first messages, and no others, had returned. */
    int inStep(int process, int returns) {
        return inStep[process][returns];
    }

    /** How many messages of its sender returned before it was sent. */
    int returnsBefore(int m) {
        return returnsBefore[m];
    }
}
