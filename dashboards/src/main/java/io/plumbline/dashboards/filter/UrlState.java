package io.plumbline.dashboards.filter;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The state of a page as its URL carries it: known keys with non-blank values, in a fixed order. Immutable. */
public final class UrlState {

    private static final int LONGEST_VALUE = 300;

    private final List<String> keys;
    private final Map<String, String> values;

    private UrlState(List<String> keys, Map<String, String> values) {
        this.keys = keys;
        this.values = Collections.unmodifiableMap(values);
    }

    /**
     * @param keys what this page understands, in the order links write them; anything else is dropped
     * @throws BadFilterException when a value is absurdly long or holds a control character
     */
    public static UrlState read(List<String> keys, Map<String, List<String>> parameters) {
        var values = new LinkedHashMap<String, String>();
        for (var key : keys) {
            var given = parameters.getOrDefault(key, List.of());
            if (!given.isEmpty() && !given.get(0).isBlank()) {
                values.put(key, checked(key, given.get(0).strip()));
            }
        }
        return new UrlState(List.copyOf(keys), values);
    }

    private static String checked(String key, String value) {
        if (value.length() > LONGEST_VALUE) {
            throw new BadFilterException("\"" + key + "\" is longer than " + LONGEST_VALUE + " characters.");
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new BadFilterException("\"" + key + "\" holds a control character.");
        }
        return value;
    }

    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The value, or the empty text: queries take the empty text as "any". */
    public String get(String key) {
        return values.getOrDefault(key, "");
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** What hidden form fields must carry so that a form keeps the rest of the state. */
    public Map<String, String> except(Set<String> fields) {
        var rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(fields);
        return rest;
    }

    /** A blank or null value removes the key. */
    public UrlState with(String key, String value) {
        var changed = new LinkedHashMap<String, String>();
        for (var known : keys) {
            var now = known.equals(key) ? value : values.get(known);
            if (now != null && !now.isBlank()) {
                changed.put(known, now);
            }
        }
        return new UrlState(keys, changed);
    }

    public UrlState without(String... dropped) {
        var rest = new LinkedHashMap<>(values);
        List.of(dropped).forEach(rest::remove);
        return new UrlState(keys, rest);
    }

    /** Keeps what the other page understands. */
    public UrlState toKeys(List<String> otherKeys) {
        var kept = new LinkedHashMap<String, String>();
        otherKeys.stream().filter(values::containsKey).forEach(key -> kept.put(key, values.get(key)));
        return new UrlState(List.copyOf(otherKeys), kept);
    }

    /** The path with the query string, if there is one. */
    public String at(String path) {
        if (values.isEmpty()) {
            return path;
        }
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&", path + "?", ""));
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
