package io.sessionreactive.rumor;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the ids that a client makes: random UUIDs, lower case with hyphens. */
public final class Ids {
    // a generator that computes: the usual one reads a file each time, which is not for an event loop
    private static final SecureRandom SECRET = generator();

    private Ids() {}

    /** An id that only has to be unique, such as a transaction's. */
    public static String unique() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return uuid(random.nextLong(), random.nextLong());
    }

    /** An id that must not be guessed, such as a socket's: whoever knows it can take the socket over. */
    public static String secret() {
        return uuid(SECRET.nextLong(), SECRET.nextLong());
    }

    private static String uuid(long high, long low) {
        // version 4, variant 2 (RFC 9562, 5.4)
        return new UUID((high & ~0xf000L) | 0x4000L, (low & 0x3fffffffffffffffL) | 0x8000000000000000L).toString();
    }

    private static SecureRandom generator() {
        SecureRandom random;
        try {
            random = SecureRandom.getInstance("DRBG");
        } catch (NoSuchAlgorithmException e) {
            random = new SecureRandom();
        }
        random.nextLong(); // seeds itself now, where reading a file is no harm
        return random;
    }
}
