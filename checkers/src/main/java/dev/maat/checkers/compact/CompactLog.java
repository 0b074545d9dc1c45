package dev.maat.checkers.compact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the records of one log, in their order. Processes, views' ids and phases are given as numbers of words ({@link
 * CompactReader#word}).
 *
 * @param <E> thrown for a record that cannot follow those before it
 */
public interface CompactLog<E extends Exception> {
    /** A whole line of JSON in UTF-8, without its newline. */
    void line(byte[] json) throws E;

    /** {@link CompactRecord#START}, {@link CompactRecord#BLOCK} or {@link CompactRecord#UNBLOCK}. */
    void plain(CompactRecord record, long nanos) throws E;

    void view(long nanos, View view) throws E;

    void send(long nanos, long number, long hash, int sizeBytes, boolean last) throws E;

    void sent(long nanos, long number) throws E;

    void failed(long nanos, long number) throws E;

    /**
     * @param sender {@link #UNREADABLE} if the payload carries no id; then the number means nothing
     * @param place negative if there is none
     */
    void deliver(long nanos, int sender, long number, long hash, long place) throws E;

    void safe(long nanos, int sender, long number) throws E;

    void phase(long nanos, int name, boolean on) throws E;

    void suspect(long nanos, int who, boolean on) throws E;

    void state(long nanos, boolean in, int view, String digest) throws E;

    void sample(long nanos, long bufferedBytes, long boundBytes) throws E;

    void closed(long nanos, long events) throws E;

    int UNREADABLE = -1;

    /**
     * A view; each content is one object, however many processes install it.
     *
     * @param number from 0
     * @param members in rank order
     * @param transitional the transitional set; null if none was told
     */
    record View(
            int number,
            int id,
            long seq,
            List<Integer> members,
            boolean primary,
            @Nullable List<Integer> transitional) {}
}
