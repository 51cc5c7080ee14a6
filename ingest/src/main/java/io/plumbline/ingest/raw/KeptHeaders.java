package io.plumbline.ingest.raw;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The request headers that are stored with a delivery: an allow-list, so that no signature, cookie or token is. */
public final class KeptHeaders {

    private static final int LONGEST_VALUE = 1_000;

    private static final Map<String, String> ALLOWED = List.of(
                    "Content-Type",
                    "User-Agent",
                    "X-GitHub-Delivery",
                    "X-GitHub-Enterprise-Host",
                    "X-GitHub-Enterprise-Version",
                    "X-GitHub-Event",
                    "X-GitHub-Hook-ID",
                    "X-GitHub-Hook-Installation-Target-ID",
                    "X-GitHub-Hook-Installation-Target-Type")
            .stream()
            .collect(Collectors.toUnmodifiableMap(name -> name.toLowerCase(Locale.ROOT), name -> name));

    private KeptHeaders() {}

    /** The allowed ones of these, spelled as GitHub documents them, so that webhook and file give the same. */
    public static Map<String, String> of(Map<String, String> headers) {
        var kept = new TreeMap<String, String>();
        headers.forEach((name, value) -> {
            var spelled = ALLOWED.get(name.toLowerCase(Locale.ROOT));
            if (spelled != null && value != null && value.length() <= LONGEST_VALUE) {
                kept.put(spelled, value);
            }
        });
        return kept;
    }
}
