package io.sessionreactive.rumor;

/** 128 bits that stand for a transaction id: of a UUID its own bits, of any other text two independent hashes. */
final class Fingerprint {
    private static final int UUID_LENGTH = 36;
    // two odd multipliers without a pattern; the hashes are good for chance, not for an adversary, who is the service
    private static final long HIGH_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long LOW_FACTOR = 0xC2B2AE3D27D4EB4FL;

    private Fingerprint() {}

    static long high(String id) {
        return isUuid(id) ? (hex(id, 0, 8) << 32) | (hex(id, 9, 13) << 16) | hex(id, 14, 18) : hash(id, HIGH_FACTOR);
    }

    static long low(String id) {
        return isUuid(id) ? (hex(id, 19, 23) << 48) | hex(id, 24, UUID_LENGTH) : hash(id, LOW_FACTOR);
    }

    /** Lower case with hyphens; an upper-case one is another id, since ids are case-sensitive. */
    private static boolean isUuid(String id) {
        if (id.length() != UUID_LENGTH) {
            return false;
        }
        for (int i = 0; i < UUID_LENGTH; i++) {
            char c = id.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static long hex(String id, int start, int end) {
        long value = 0;
        for (int i = start; i < end; i++) {
            char c = id.charAt(i);
            value = (value << 4) | (c <= '9' ? c - '0' : c - 'a' + 10);
        }
        return value;
    }

    private static long hash(String id, long factor) {
        long hash = id.length() * factor;
        for (int i = 0; i < id.length(); i++) {
            hash = (hash ^ id.charAt(i)) * factor;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
