package io.sessionreactive.testkit.service;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP request, as far as the service looks at it. The text form leaves the headers out: they carry tokens. */
public final class HttpQuestion {
    private final String method;
    private final String path;
    private final Map<String, String> headers;

    /**
     * A request.
     *
     * @param method such as {@code GET}
     * @param path of its URL, without the query
     * @param headers by name, whatever the case
     */
    public HttpQuestion(String method, String path, Map<String, String> headers) {
        this.method = method;
        this.path = path;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** The value of that header, or null if there is none. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    @Override
    public String toString() {
        return "HttpQuestion[" + method + " " + path + "]";
    }
}
