package dev.maat.contract;

import org.jspecify.annotations.Nullable;

/**
 * An implementation broke the contract: its process ends, as it does after an exception out of {@link ProtocolCore#step}, and
 * its log stays open. Thrown by the runtime, never by an implementation; the message alone says what was wrong.
 */
public final class BrokenContractException extends IllegalStateException {
    public BrokenContractException(String message) {
        super(message);
    }

    public BrokenContractException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
