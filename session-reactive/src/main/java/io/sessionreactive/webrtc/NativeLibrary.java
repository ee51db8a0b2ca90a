package io.sessionreactive.webrtc;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether webrtc-java is here and loads, found out once: what failed to load is not loaded again by its class loader. */
public final class NativeLibrary {
    private static final String COORDINATES = "dev.onvoid.webrtc:webrtc-java:0.14.0";
    private static final List<String> PLATFORMS = List.of(
            "linux-x86_64", "linux-aarch64", "linux-aarch32", "windows-x86_64", "macos-x86_64", "macos-aarch64");

    // this class loads the native library when it is initialized; not all of webrtc-java's do
    private static final String LOADER = "dev.onvoid.webrtc.PeerConnectionFactory";

    // what the library for Linux is linked with, as Debian and Ubuntu call it
    private static final String DEBIAN_PACKAGES =
            "libpulse0 libudev1 libx11-6 libxfixes3 libxrandr2 libxcomposite1 libdbus-1-3";
    private static final Pattern MISSING_LIBRARY = Pattern.compile("(lib[\\w.+-]+): cannot open shared object file");

    private NativeLibrary() {}

    /** What was found; the first call loads the library, which reads and writes files. Never throws. */
    public static Finding find() {
        return Once.FINDING;
    }

    private static Finding probe() {
        try {
            Class.forName(LOADER, true, NativeLibrary.class.getClassLoader());
            return new Finding("", "");
        } catch (Throwable e) { // mostly errors, not exceptions
            return explain(e);
        }
    }

    private static Finding explain(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage());
        String platform = platform();
        Matcher library = MISSING_LIBRARY.matcher(said);
        if (cause instanceof ClassNotFoundException) {
            return new Finding(
                    "webrtc-java is not among the program's dependencies", "Add " + COORDINATES + toModules());
        } else if (!PLATFORMS.contains(platform)) {
            return new Finding(
                    "webrtc-java has no native library for this kind of machine, " + platform,
                    "It has some for " + String.join(", ", PLATFORMS));
        } else if (library.find()) {
            return new Finding(
                    "the system library " + library.group(1) + ", which webrtc-java needs, is not installed",
                    "Install it; on Debian and Ubuntu, with all others that are needed: apt-get install"
                            + " --no-install-recommends " + DEBIAN_PACKAGES);
        } else if (cause instanceof IOException) {
            return new Finding(
                    "webrtc-java cannot put its native library into the directory for temporary files ("
                            + System.getProperty("java.io.tmpdir") + "): " + cause,
                    "Let java.io.tmpdir name a directory that can be written to");
        } else if (cause instanceof NullPointerException) {
            return new Finding(
                    "the native library of webrtc-java for this machine is not among the program's dependencies",
                    "Add " + COORDINATES + " with the classifier " + platform);
        }
        return new Finding("webrtc-java does not load: " + cause, "See " + COORDINATES + " for what it needs");
    }

    private static String toModules() {
        return NativeLibrary.class.getModule().isNamed() ? " and, to the module, requires webrtc.java" : "";
    }

    /** As the classifiers of webrtc-java's jars are named. */
    private static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        String system = os.contains("win") ? "windows" : os.contains("mac") ? "macos" : os.replace(' ', '-');
        return system + "-"
                + switch (arch) {
                    case "amd64", "x86_64", "x86-64" -> "x86_64";
                    case "aarch64", "arm64" -> "aarch64";
                    case "arm", "armv7l", "aarch32" -> "aarch32";
                    default -> arch;
                };
    }

    /**
     * What was found.
     *
     * @param missing what is missing, in a clause; empty if nothing is
     * @param remedy what to do about it, in a sentence; empty if nothing is missing
     */
    public record Finding(String missing, String remedy) {}

    private static final class Once {
        static final Finding FINDING = probe();
    }
}
