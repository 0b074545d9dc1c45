package dev.maat.engine.bundle;

import dev.maat.engine.run.ArgumentException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** An Ed25519 key that signs bundles. */
public final class SigningKey {
    private final PrivateKey key;

    private SigningKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads a PEM file as {@code openssl genpkey -algorithm ed25519} writes it.
     *
     * @throws ArgumentException if it is none
     */
    public static SigningKey read(Path file) {
        byte[] der = Pem.read(file, "PRIVATE KEY", "openssl genpkey -algorithm ed25519 -out " + file);
        try {
            return new SigningKey(
                    KeyFactory.getInstance(BundleSignature.ED25519).generatePrivate(new PKCS8EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw new ArgumentException(
                    file + ": no Ed25519 key; make one: openssl genpkey -algorithm ed25519 -out KEY.pem", e);
        }
    }

    BundleSignature sign(byte[] index) {
        try {
            Signature signature = Signature.getInstance(BundleSignature.ED25519);
            signature.initSign(key);
            signature.update(index);
            return new BundleSignature(
                    BundleSignature.ED25519, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the bundle cannot be signed", e);
        }
    }
}
