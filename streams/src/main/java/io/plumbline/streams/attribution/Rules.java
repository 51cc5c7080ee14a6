package io.plumbline.streams.attribution;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.plumbline.schema.metric.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The rule file, checked and compiled. */
record Rules(String version, List<Rule> rules, List<KnownAccount> reviewers) {

    /** How a rule looks at a pull request. */
    enum Signal {
        ACCOUNT("account"),
        SESSION_TRAILER("session-trailer"),
        TRAILER("trailer"),
        BODY("body"),
        BRANCH("branch"),
        LABEL("label"),
        QUOTED_COMMIT("quoted-commit");

        private final String id;

        Signal(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }
    }

    /** An account by login, numeric id, or both; null = not stated. */
    record KnownAccount(String login, Long id) {}

    /**
     * One rule; which of the fields are set depends on the signal.
     *
     * @param tool null for automation bots
     * @param values lower case
     */
    record Rule(
            String id,
            String tool,
            Origin origin,
            Signal signal,
            double weight,
            List<KnownAccount> accounts,
            List<String> values,
            Pattern key,
            Pattern value,
            Pattern name,
            Pattern mail,
            boolean noMail) {

        /** Evidence of one group competes as one; automation bots are a group without a tool. */
        String group() {
            return tool == null ? origin.id() : tool;
        }
    }

    /** Rules with one of these signals, in their order. */
    List<Rule> looking(Signal... signals) {
        var wanted = Set.of(signals);
        return rules.stream().filter(rule -> wanted.contains(rule.signal())).toList();
    }

    private record RuleText(
            String id,
            String tool,
            String origin,
            String signal,
            double weight,
            List<KnownAccount> accounts,
            List<String> values,
            String key,
            String value,
            String name,
            String mail,
            @JsonProperty("noMail") boolean noMail) {}

    private record File(String version, List<RuleText> rules, List<KnownAccount> reviewers) {}

    /**
     * @throws IllegalArgumentException when the file cannot be used; the message names the rule and the reason
     */
    static Rules read(InputStream yaml) {
        try {
            var mapper = new YAMLMapper();
            mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            var file = mapper.readValue(yaml, File.class);
            var ids = new HashSet<String>();
            var rules = new ArrayList<Rule>();
            for (var text : file.rules()) {
                if (!ids.add(text.id())) {
                    throw new IllegalArgumentException("Rule " + text.id() + " occurs twice");
                }
                rules.add(compile(text));
            }
            return new Rules(
                    file.version(),
                    List.copyOf(rules),
                    file.reviewers() == null ? List.of() : List.copyOf(file.reviewers()));
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read attribution rules: " + e.getMessage(), e);
        }
    }

    private static Rule compile(RuleText text) {
        if (!(text.weight() > 0 && text.weight() <= 1)) {
            throw new IllegalArgumentException("Rule " + text.id() + ": weight must be in (0, 1]");
        }
        var origin = find(text.id(), Origin.values(), Origin::id, text.origin());
        if (origin == Origin.UNKNOWN) {
            throw new IllegalArgumentException("Rule " + text.id() + ": evidence cannot speak for unknown");
        }
        var values = text.values() == null ? List.<String>of() : text.values();
        return new Rule(
                text.id(),
                text.tool(),
                origin,
                find(text.id(), Signal.values(), Signal::id, text.signal()),
                text.weight(),
                text.accounts() == null ? List.of() : List.copyOf(text.accounts()),
                values.stream().map(value -> value.toLowerCase(Locale.ROOT)).toList(),
                pattern(text.id(), text.key()),
                pattern(text.id(), text.value()),
                pattern(text.id(), text.name()),
                pattern(text.id(), text.mail()),
                text.noMail());
    }

    private static <E> E find(String rule, E[] all, Function<E, String> id, String wanted) {
        for (var one : all) {
            if (id.apply(one).equals(wanted)) {
                return one;
            }
        }
        throw new IllegalArgumentException("Rule " + rule + ": " + wanted + " is not one of the known values");
    }

    private static Pattern pattern(String rule, String expression) {
        try {
            return expression == null ? null : Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Rule " + rule + ": " + e.getMessage(), e);
        }
    }
}
