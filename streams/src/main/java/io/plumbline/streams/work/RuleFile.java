package io.plumbline.streams.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.plumbline.schema.path.GeneratedPaths;
import io.plumbline.streams.work.Rule.Signal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A rule file, checked. */
record RuleFile(String version, List<String> disable, List<Rule> rules) {

    private static final Set<String> TYPES = Set.of(
            "feat", "fix", "docs", "test", "refactor", "perf", "build", "ci", "chore", "style", "revert", "other");
    private static final String AREA = "[a-z][a-z0-9-]{0,39}";
    private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._-]{0,39}";

    private record Text(
            String id,
            String signal,
            String type,
            List<String> areas,
            List<String> values,
            List<String> files,
            String shared,
            List<String> words,
            Double weight,
            boolean first,
            boolean alone) {

        /** Patterns of paths, written here or in the list that others read too. */
        List<String> allFiles() {
            return shared == null ? orEmpty(files) : GeneratedPaths.standard().patterns(shared);
        }
    }

    private record File(String version, List<String> disable, List<Text> rules) {}

    /** @throws IllegalArgumentException when the file cannot be used; the message names the rule and the reason */
    static RuleFile read(String yaml) {
        try {
            var mapper = new YAMLMapper();
            mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            var file = mapper.readValue(yaml, File.class);
            if (file == null || file.version() == null || !file.version().matches(VERSION)) {
                throw new IllegalArgumentException("version must be given, e.g. acme-1");
            }
            var ids = new HashSet<String>();
            var rules = new ArrayList<Rule>();
            for (var text : orEmpty(file.rules())) {
                if (text == null || text.id() == null || text.id().isBlank()) {
                    throw new IllegalArgumentException("Every rule needs an id");
                }
                if (!ids.add(text.id())) {
                    throw new IllegalArgumentException("Rule " + text.id() + " occurs twice");
                }
                rules.add(checked(text, rules.size()));
            }
            return new RuleFile(file.version(), orEmpty(file.disable()), List.copyOf(rules));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot read work rules: " + e.getOriginalMessage(), e);
        }
    }

    /** These rules before those of the other file, which loses what is disabled or replaced here. */
    RuleFile over(RuleFile standard) {
        var known = standard.rules().stream().map(Rule::id).collect(Collectors.toSet());
        for (var id : disable) {
            if (!known.contains(id)) {
                throw new IllegalArgumentException("disable: there is no rule " + id);
            }
        }
        var gone = new HashSet<>(disable);
        rules.forEach(rule -> gone.add(rule.id()));
        var all = new ArrayList<Rule>();
        for (var from : List.of(rules, standard.rules())) {
            for (var rule : from) {
                if (from == rules || !gone.contains(rule.id())) {
                    all.add(rule.at(all.size()));
                }
            }
        }
        return new RuleFile(standard.version() + "+" + version, List.of(), List.copyOf(all));
    }

    List<Rule> of(Signal signal) {
        return rules.stream().filter(rule -> rule.signal() == signal).toList();
    }

    private static Rule checked(Text text, int place) {
        var signal = signal(text);
        if (text.type() != null && !TYPES.contains(text.type())) {
            throw wrong(
                    text,
                    "type " + text.type() + " is none of "
                            + TYPES.stream().sorted().toList());
        }
        double weight = text.weight() == null ? 1 : text.weight();
        if (!(weight > 0 && weight <= 100)) {
            throw wrong(text, "weight must be in (0, 100]");
        }
        if (signal == Signal.PATH) {
            for (var area : orEmpty(text.areas())) {
                if (!area.matches(AREA)) {
                    throw wrong(text, "area " + area + " must be small letters, digits and hyphens");
                }
            }
            refuse(text, "values", text.values());
            if (text.shared() != null
                    && (text.files() != null || text.allFiles().isEmpty())) {
                throw wrong(text, "shared must name a part of generated-paths.yaml, in place of files");
            }
            if (text.allFiles().isEmpty() && orEmpty(text.words()).isEmpty()) {
                throw wrong(text, "files or words must be given");
            }
            if (orEmpty(text.areas()).isEmpty() && text.type() == null) {
                throw wrong(text, "areas or type must be given");
            }
        } else {
            refuse(text, "files", text.files());
            refuse(text, "shared", text.shared() == null ? null : List.of(text.shared()));
            refuse(text, "words", text.words());
            refuse(text, "areas", text.areas());
            if (text.type() == null || orEmpty(text.values()).isEmpty()) {
                throw wrong(text, "type and values must be given");
            }
        }
        return new Rule(
                place,
                text.id(),
                signal,
                text.type(),
                List.copyOf(orEmpty(text.areas())),
                lower(text.values()),
                List.copyOf(text.allFiles()),
                lower(text.words()),
                weight,
                text.first(),
                text.alone());
    }

    private static Signal signal(Text text) {
        for (var signal : Signal.values()) {
            if (signal.name().toLowerCase(Locale.ROOT).equals(text.signal())) {
                return signal;
            }
        }
        throw wrong(text, "signal " + text.signal() + " is none of prefix, label, path, words");
    }

    private static void refuse(Text text, String field, Collection<String> given) {
        if (given != null) {
            throw wrong(text, field + " means nothing for signal " + text.signal());
        }
    }

    private static IllegalArgumentException wrong(Text text, String reason) {
        return new IllegalArgumentException("Rule " + text.id() + ": " + reason);
    }

    private static List<String> lower(List<String> given) {
        return orEmpty(given).stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static <T> List<T> orEmpty(List<T> given) {
        return given == null ? List.of() : given;
    }
}
