package io.sessionreactive.testkit.service;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An HTTP request, as far as the service looks at it. The text form tells method and path only: the rest has secrets. */
public final class HttpQuestion {
    private final String method;
    private final String path;
    private final String query;
    private final String body;
    private final Map<String, String> headers;

    /** A request without query and body. */
    public HttpQuestion(String method, String path, Map<String, String> headers) {
        this(method, path, "", headers, "");
    }

    /**
     * A request.
     *
     * @param method such as {@code GET}
     * @param path of its URL, without the query
     * @param query what follows the question mark, still encoded
     * @param headers by name, whatever the case
     * @param body as text
     */
    public HttpQuestion(String method, String path, String query, Map<String, String> headers, String body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.body = body;
        this.headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.headers.putAll(headers);
    }

    /** Such as {@code GET}. */
    public String method() {
        return method;
    }

    /** The path of its URL. */
    public String path() {
        return path;
    }

    /** The query, still encoded; empty if there is none. */
    public String query() {
        return query;
    }

    /** The body; empty if there is none. */
    public String body() {
        return body;
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
