package io.plumbline.streams.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How incidents are laid to changes, kept as data ({@code incident-rules.yaml}): the windows of the ladder, one scale for
 * severities, the words that name or deny a cause. Immutable.
 */
public final class IncidentRules {

    private static final Set<String> IMPACTS = Set.of("critical", "major", "minor", "none");
    private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";
    private static final Duration LONGEST = Duration.ofDays(90);
    private static final File STANDARD_FILE = read(resource());
    private static final IncidentRules STANDARD = new IncidentRules(STANDARD_FILE);

    private record Windows(String answered, String service, String time) {}

    private record Words(List<String> cause, List<String> denial, List<String> remedy) {}

    private record File(String version, Windows windows, Map<String, List<String>> impact, Words words) {}

    private final String version;
    private final Duration answered;
    private final Duration service;
    private final Duration time;
    private final Map<String, String> impacts = new HashMap<>();
    private final List<String> cause;
    private final List<String> denial;
    private final List<String> remedy;

    private IncidentRules(File file) {
        this.version = file.version();
        this.answered = window("answered", file.windows().answered());
        this.service = window("service", file.windows().service());
        this.time = window("time", file.windows().time());
        if (service.compareTo(time) > 0) {
            throw new IllegalArgumentException("windows: service (" + service + ") must not be longer than time ("
                    + time + "), because L4 is what L3 leaves");
        }
        file.impact().forEach((impact, words) -> {
            if (!IMPACTS.contains(impact)) {
                throw new IllegalArgumentException("impact: " + impact + " is none of critical, major, minor, none");
            }
            words.forEach(word -> impacts.put(word.strip().toLowerCase(Locale.ROOT), impact));
        });
        this.cause = lower(file.words().cause());
        this.denial = lower(file.words().denial());
        this.remedy = lower(file.words().remedy());
    }

    /** By the rules in this jar. */
    public static IncidentRules standard() {
        return STANDARD;
    }

    /**
     * By an organisation's own rules where it has any: a window replaces the standard one, words come on top, a severity that
     * is listed again moves.
     *
     * @param yaml in the form of {@code incident-rules.yaml}; all but {@code version} may be left out. Blank = none
     * @throws IllegalArgumentException when they cannot be used; the message names the place and the reason
     */
    public static IncidentRules standardWith(String yaml) {
        return yaml == null || yaml.isBlank() ? STANDARD : new IncidentRules(over(read(yaml)));
    }

    /** Of the rules in this jar, followed by that of the organisation's own when it has any: {@code 1+acme-3}. */
    public String version() {
        return version;
    }

    /** L2: how soon after the deployment that brought the trouble a rollback or hotfix answers it. */
    Duration answered() {
        return answered;
    }

    /** L3: how old the newest deployment of the same service may be. */
    Duration service() {
        return service;
    }

    /** L4: how old any other deployment may be. */
    Duration time() {
        return time;
    }

    List<String> cause() {
        return cause;
    }

    List<String> denial() {
        return denial;
    }

    List<String> remedy() {
        return remedy;
    }

    /** @return critical, major, minor or none; unknown when nothing, or nothing that is known, is stated */
    String impact(String severity) {
        if (severity == null || severity.isBlank()) {
            return "unknown";
        }
        var whole = severity.strip().toLowerCase(Locale.ROOT);
        var known = impacts.get(whole);
        if (known != null) {
            return known;
        }
        for (var word : whole.split("[\\s:/()\\[\\],]+")) {
            known = impacts.get(word);
            if (known != null) {
                return known;
            }
        }
        return "unknown";
    }

    private static File over(File own) {
        var windows = STANDARD_FILE.windows();
        if (own.windows() != null) {
            windows = new Windows(
                    either(own.windows().answered(), windows.answered()),
                    either(own.windows().service(), windows.service()),
                    either(own.windows().time(), windows.time()));
        }
        var impact = new LinkedHashMap<String, List<String>>();
        for (var from : List.of(STANDARD_FILE, own)) {
            if (from.impact() != null) {
                // Own words come last, and the last one counts.
                from.impact().forEach((key, words) -> {
                    var gone = impact.remove(key);
                    impact.put(key, both(gone, words));
                });
            }
        }
        var words = STANDARD_FILE.words();
        if (own.words() != null) {
            words = new Words(
                    both(words.cause(), own.words().cause()),
                    both(words.denial(), own.words().denial()),
                    both(words.remedy(), own.words().remedy()));
        }
        return new File(STANDARD_FILE.version() + "+" + own.version(), windows, ordered(impact, own), words);
    }

    /** The own file's words after all others, so that a severity can be moved. */
    private static Map<String, List<String>> ordered(Map<String, List<String>> all, File own) {
        if (own.impact() == null) {
            return all;
        }
        var mine = new HashMap<String, String>();
        own.impact()
                .forEach((impact, words) ->
                        words.forEach(word -> mine.put(word.strip().toLowerCase(Locale.ROOT), impact)));
        var moved = new LinkedHashMap<String, List<String>>();
        all.forEach((impact, words) -> moved.put(
                impact,
                words.stream()
                        .filter(word ->
                                impact.equals(mine.getOrDefault(word.strip().toLowerCase(Locale.ROOT), impact)))
                        .toList()));
        return moved;
    }

    private static File read(String yaml) {
        try {
            var mapper = new YAMLMapper();
            mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            var file = mapper.readValue(yaml, File.class);
            if (file == null || file.version() == null || !file.version().matches(VERSION)) {
                throw new IllegalArgumentException("version must be given, e.g. acme-1");
            }
            return file;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot read incident rules: " + e.getOriginalMessage(), e);
        }
    }

    private static Duration window(String name, String text) {
        try {
            var window = Duration.parse(text);
            if (window.isNegative() || window.isZero() || window.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "windows: " + name + " must be more than nothing and at most 90 days, not " + text);
            }
            return window;
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("windows: " + name + " is no duration such as PT24H or P7D: " + text, e);
        }
    }

    private static String either(String own, String standard) {
        return own == null ? standard : own;
    }

    private static List<String> both(List<String> standard, List<String> own) {
        var all = new ArrayList<String>(standard == null ? List.of() : standard);
        all.addAll(own == null ? List.of() : own);
        return List.copyOf(all);
    }

    private static List<String> lower(List<String> words) {
        return words.stream().map(word -> word.strip().toLowerCase(Locale.ROOT)).toList();
    }

    private static String resource() {
        try (var in = IncidentRules.class.getResourceAsStream("incident-rules.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read incident-rules.yaml", e);
        }
    }
}
