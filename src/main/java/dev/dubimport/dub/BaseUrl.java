package dev.dubimport.dub;

import dev.dubimport.sale.Shown;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the API is, in one spelling: {@code HTTPS://API.dub.co:443/} is {@code https://api.dub.co}. The ledger is kept by
 * this spelling, and a ledger that is not found is a double.
 *
 * @param uri absolute, without user info, query, fragment, default port or trailing slash
 */
public record BaseUrl(URI uri) {
    private static final String EXAMPLE = "use a URL such as https://api.dub.co";
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Set<String> SCHEMES = Set.of("http", "https");

    public BaseUrl {
        uri = canonical(uri);
    }

    /**
     * The base URL of that text; a path is allowed as a prefix.
     *
     * @throws IllegalArgumentException if it is no absolute {@code https} URL (or {@code http} to this machine), saying why
     */
    public static BaseUrl parse(String text) {
        try {
            return new BaseUrl(new URI(text.strip()));
        } catch (URISyntaxException e) {
            throw refused(text, "not a URL", EXAMPLE);
        }
    }

    URI resolve(String path) {
        return URI.create(uri + path);
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static URI canonical(URI given) {
        String text = given.toString();
        if (given.getRawUserInfo() != null) {
            throw refused("", "holds a user name or a password", "give the API key in DUB_API_KEY");
        }
        if (given.getScheme() == null || given.getHost() == null) {
            throw refused(text, "not an absolute URL with a host name", EXAMPLE);
        }
        String scheme = given.getScheme().toLowerCase(Locale.ROOT);
        String host = given.getHost().toLowerCase(Locale.ROOT);
        if (!SCHEMES.contains(scheme)) {
            throw refused(text, "neither https nor http", EXAMPLE);
        }
        if (scheme.equals("http") && !LOOPBACK.matcher(host).matches()) {
            throw refused(text, "http would send the key in the clear", "use https; http is for localhost only");
        }
        if (given.getRawQuery() != null || given.getRawFragment() != null) {
            throw refused(text, "holds a query or a fragment", "leave out what follows ? or #");
        }
        if (given.getPort() > 65_535) {
            throw refused(text, "no such port", "ports go up to 65535");
        }
        if (path(given).contains("/..")) {
            throw refused(text, "its path leads out of itself", "leave out the \"..\"");
        }
        return URI.create(scheme + "://" + withoutTrailing(host, '.') + port(given, scheme) + path(given));
    }

    private static String port(URI given, String scheme) {
        int standard = scheme.equals("https") ? 443 : 80;
        return given.getPort() == -1 || given.getPort() == standard ? "" : ":" + given.getPort();
    }

    private static String path(URI given) {
        return withoutTrailing(given.normalize().getRawPath(), '/');
    }

    private static String withoutTrailing(String text, char c) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == c) {
            end--;
        }
        return text.substring(0, end);
    }

    private static IllegalArgumentException refused(String text, String rule, String mend) {
        String shown = text.isEmpty() ? "" : " \"" + Shown.shortened(text) + "\"";
        return new IllegalArgumentException("base URL" + shown + ": " + rule + "; " + mend);
    }
}
