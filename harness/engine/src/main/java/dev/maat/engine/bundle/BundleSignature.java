package dev.maat.engine.bundle;

/**
 * The entry {@code signature.json}.
 *
 * @param algorithm {@link #ED25519}
 * @param signature over the bytes of the index, in base64
 */
public record BundleSignature(String algorithm, String signature) {
    static final String ED25519 = "Ed25519";
}
