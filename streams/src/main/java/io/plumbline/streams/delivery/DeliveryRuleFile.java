package io.plumbline.streams.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.plumbline.streams.delivery.DeliveryRules.Environment;
import io.plumbline.streams.delivery.DeliveryRules.First;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule file, checked.
 *
 * @param first null = not said here; so is a null {@code branches}
 */
record DeliveryRuleFile(
        String version,
        List<String> disable,
        First first,
        int days,
        Set<String> branches,
        List<EnvironmentRule> environments,
        List<TriggerRule> triggers,
        List<IncidentRule> incidents) {

    /** Where a sign is looked for. */
    enum Signal {
        TASK,
        REF,
        DESCRIPTION,
        BRANCH,
        LABEL,
        TITLE;

        /** Words are found anywhere in the text, other values are the whole of it. */
        boolean inWords() {
            return this == DESCRIPTION || this == TITLE;
        }
    }

    /** What all rules have. */
    sealed interface Named permits EnvironmentRule, TriggerRule, IncidentRule {
        String id();
    }

    /** @param values by value as it is written */
    record EnvironmentRule(String id, Environment kind, Map<String, Pattern> values) implements Named {
        Optional<String> value(String name) {
            return matching(values, name);
        }
    }

    record TriggerRule(String id, String trigger, Signal signal, Map<String, Pattern> values) implements Named {
        Optional<String> value(String text) {
            return matching(values, text);
        }
    }

    record IncidentRule(String id, List<Pattern> values) implements Named {
        Optional<String> in(String description) {
            return values.stream()
                    .map(value -> value.matcher(description))
                    .filter(matcher -> matcher.find() && matcher.group(1) != null)
                    .map(matcher -> matcher.group(1))
                    .findFirst();
        }
    }

    private record Policy(String policy, Integer days) {}

    private record Text(String id, String kind, String trigger, String signal, List<String> values) {}

    private record File(
            String version,
            List<String> disable,
            Policy first,
            List<String> branches,
            List<Text> environments,
            List<Text> triggers,
            List<Text> incidents) {}

    private static final Set<String> TRIGGERS = Set.of("rollback", "hotfix", "unplanned");
    private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";
    private static final int MAX_DAYS = 3_650;

    /** @throws IllegalArgumentException when the file cannot be used; the message names the rule and the reason */
    static DeliveryRuleFile read(String yaml) {
        try {
            var mapper = new YAMLMapper();
            mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            var file = mapper.readValue(yaml, File.class);
            if (file == null || file.version() == null || !file.version().matches(VERSION)) {
                throw new IllegalArgumentException("version must be given, e.g. acme-1");
            }
            var ids = new HashSet<String>();
            return new DeliveryRuleFile(
                    file.version(),
                    orEmpty(file.disable()),
                    first(file.first()),
                    file.first() == null || file.first().days() == null
                            ? 0
                            : file.first().days(),
                    file.branches() == null
                            ? null
                            : file.branches().stream()
                                    .map(branch -> branch.toLowerCase(Locale.ROOT))
                                    .collect(Collectors.toUnmodifiableSet()),
                    rules(file.environments(), ids, DeliveryRuleFile::environment),
                    rules(file.triggers(), ids, DeliveryRuleFile::trigger),
                    rules(file.incidents(), ids, DeliveryRuleFile::incident));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot read delivery rules: " + e.getOriginalMessage(), e);
        }
    }

    /** These rules before those of the other file, which loses what is disabled or replaced here. */
    DeliveryRuleFile over(DeliveryRuleFile standard) {
        var known = standard.ids();
        for (var id : disable) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException("disable: there is no rule " + id);
            }
        }
        var gone = new HashSet<>(disable);
        gone.addAll(ids());
        return new DeliveryRuleFile(
                standard.version() + "+" + version,
                List.of(),
                Objects.requireNonNullElse(first, standard.first()),
                first == null ? standard.days() : days,
                Objects.requireNonNullElse(branches, standard.branches()),
                join(environments, standard.environments(), gone),
                join(triggers, standard.triggers(), gone),
                join(incidents, standard.incidents(), gone));
    }

    private Set<String> ids() {
        return Stream.<List<? extends Named>>of(environments, triggers, incidents)
                .flatMap(List::stream)
                .map(Named::id)
                .collect(Collectors.toSet());
    }

    private static <R extends Named> List<R> join(List<R> own, List<R> standard, Set<String> gone) {
        return Stream.concat(own.stream(), standard.stream().filter(rule -> !gone.contains(rule.id())))
                .toList();
    }

    private static First first(Policy text) {
        if (text == null) {
            return null;
        }
        for (var policy : First.values()) {
            if (policy.name().toLowerCase(Locale.ROOT).equals(text.policy())) {
                if (policy == First.WINDOW && (text.days() == null || text.days() < 1 || text.days() > MAX_DAYS)) {
                    throw new IllegalArgumentException("first: window needs days from 1 to " + MAX_DAYS);
                }
                return policy;
            }
        }
        throw new IllegalArgumentException(
                "first: policy " + text.policy() + " is none of nothing, everything, window");
    }

    private static <R> List<R> rules(List<Text> texts, Set<String> ids, Function<Text, R> read) {
        var rules = new ArrayList<R>();
        for (var text : orEmpty(texts)) {
            if (text == null || text.id() == null || text.id().isBlank()) {
                throw new IllegalArgumentException("Every rule needs an id");
            }
            if (!ids.add(text.id())) {
                throw new IllegalArgumentException("Rule " + text.id() + " occurs twice");
            }
            if (orEmpty(text.values()).isEmpty()) {
                throw wrong(text, "values must be given");
            }
            rules.add(read.apply(text));
        }
        return List.copyOf(rules);
    }

    private static EnvironmentRule environment(Text text) {
        for (var kind : Environment.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(text.kind())) {
                return new EnvironmentRule(text.id(), kind, patterns(text, DeliveryRuleFile::whole));
            }
        }
        throw wrong(text, "kind " + text.kind() + " is none of production, ephemeral, other");
    }

    private static TriggerRule trigger(Text text) {
        if (!TRIGGERS.contains(text.trigger() == null ? "" : text.trigger())) {
            throw wrong(text, "trigger " + text.trigger() + " is none of rollback, hotfix, unplanned");
        }
        for (var signal : Signal.values()) {
            if (signal.name().toLowerCase(Locale.ROOT).equals(text.signal())) {
                return new TriggerRule(
                        text.id(),
                        text.trigger(),
                        signal,
                        patterns(text, signal.inWords() ? DeliveryRuleFile::word : DeliveryRuleFile::whole));
            }
        }
        throw wrong(text, "signal " + text.signal() + " is none of task, ref, description, branch, label, title");
    }

    private static IncidentRule incident(Text text) {
        try {
            var patterns = text.values().stream()
                    .map(value -> Pattern.compile(value, Pattern.CASE_INSENSITIVE))
                    .toList();
            if (patterns.stream().anyMatch(pattern -> pattern.matcher("").groupCount() < 1)) {
                throw wrong(text, "every value needs a group ( ) around the incident");
            }
            return new IncidentRule(text.id(), patterns);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Rule " + text.id() + ": " + e.getMessage(), e);
        }
    }

    private static Map<String, Pattern> patterns(Text text, Function<String, String> expression) {
        var patterns = new LinkedHashMap<String, Pattern>();
        for (var value : text.values()) {
            patterns.put(
                    value,
                    Pattern.compile(expression.apply(value.strip()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        }
        return patterns;
    }

    private static String whole(String value) {
        return "\\s*" + glob(value) + "\\s*";
    }

    private static String word(String value) {
        return "(?s).*(?<![\\p{L}\\p{N}])" + glob(value) + "(?![\\p{L}\\p{N}]).*";
    }

    private static String glob(String value) {
        return Stream.of(value.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
    }

    private static Optional<String> matching(Map<String, Pattern> values, String text) {
        return values.entrySet().stream()
                .filter(value -> value.getValue().matcher(text).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static IllegalArgumentException wrong(Text text, String reason) {
        return new IllegalArgumentException("Rule " + text.id() + ": " + reason);
    }

    private static <T> List<T> orEmpty(List<T> given) {
        return given == null ? List.of() : given;
    }
}
