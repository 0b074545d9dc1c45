package dev.maat.reference.parts;

/**
 * When a message is the next in the order of Lamport times.
 *
 * <p>The order is by the Lamport time at which a message was sent, and by its sender's rank where times are equal (Lamport 1978). A
 * message is next once each member is known to be past it: it will send nothing that comes before.
 */
public interface AgreedOrderRule {
    AgreedOrderRule ALL_MEMBERS_PAST = new AgreedOrderRule() {};

    /**
     * Whether a member is past a message.
     *
     * @param toldTime all that the member sends from now on has a later time
     * @param member the rank of the member
     * @param time the time of the message
     * @param sender the rank of its sender
     */
    default boolean isPast(long toldTime, int member, long time, int sender) {
        return toldTime >= time || (toldTime == time - 1 && member > sender);
    }

    /** Whether a message is next that so many of the members are past. All must be: any other may yet send one that comes before. */
    default boolean isNext(int members, int past) {
        return past == members;
    }
}
