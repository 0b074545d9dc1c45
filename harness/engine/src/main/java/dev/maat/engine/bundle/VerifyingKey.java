package dev.maat.engine.bundle;

import dev.maat.engine.run.ArgumentException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** The public half of an Ed25519 key. */
public final class VerifyingKey {
    private final PublicKey key;

    private VerifyingKey(PublicKey key) {
        this.key = key;
    }

    /**
     * Reads a PEM file as {@code openssl pkey -pubout} writes it.
     *
     * @throws ArgumentException if it is none
     */
    public static VerifyingKey read(Path file) {
        byte[] der = Pem.read(file, "PUBLIC KEY", "openssl pkey -in KEY.pem -pubout -out " + file);
        try {
            return new VerifyingKey(
                    KeyFactory.getInstance(BundleSignature.ED25519).generatePublic(new X509EncodedKeySpec(der)));
        } catch (GeneralSecurityException e) {
            throw new ArgumentException(
                    file + ": no public Ed25519 key; write it: openssl pkey -in KEY.pem -pubout -out PUB.pem", e);
        }
    }

    /** Whether the signature is of this key and over these bytes. */
    boolean hasSigned(byte[] index, BundleSignature signature) {
        try {
            Signature check = Signature.getInstance(BundleSignature.ED25519);
            check.initVerify(key);
            check.update(index);
            return signature.algorithm().equals(BundleSignature.ED25519)
                    && check.verify(Base64.getDecoder().decode(signature.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException noSignature) {
            return false;
        }
    }
}
