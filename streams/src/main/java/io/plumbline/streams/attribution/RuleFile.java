package io.plumbline.streams.attribution;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.plumbline.schema.metric.Origin;
import io.plumbline.streams.attribution.Rules.KnownAccount;
import io.plumbline.streams.attribution.Rules.Rule;
import io.plumbline.streams.attribution.Rules.Signal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads rule files: a whole set of rules, or a user's additions to the standard ones. Every error is an
 * {@link IllegalArgumentException} whose message names the rule and the reason.
 */
final class RuleFile {

    private record AccountText(String login, Long id, String tool) {}

    private record RuleText(
            String id,
            String tool,
            String origin,
            String authorOrigin,
            String signal,
            double weight,
            List<AccountText> accounts,
            List<String> values,
            List<String> except,
            String key,
            String value,
            String name,
            String mail,
            @JsonProperty("noMail") boolean noMail) {}

    private record Text(
            String version,
            List<String> disable,
            List<RuleText> rules,
            List<AccountText> reviewers,
            List<AccountText> machines,
            List<String> requesters) {}

    private RuleFile() {}

    static Rules read(InputStream yaml) {
        try {
            var text = parse(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
            if (text == null) {
                throw new IllegalArgumentException("The attribution rules are empty");
            }
            if (!list(text.disable()).isEmpty()) {
                throw new IllegalArgumentException("disable: only additions to the standard rules can disable any");
            }
            return compile(text, text.version(), false);
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read attribution rules: " + e.getMessage(), e);
        }
    }

    /** The standard rules without the disabled ones, then the user's; what the user leaves blank changes nothing. */
    static Rules add(Rules standard, String additions) {
        var text = additions == null || additions.isBlank() ? null : parse(additions);
        if (text == null) {
            return standard;
        }
        var disabled = new HashSet<>(list(text.disable()));
        var ids = standard.rules().stream().map(Rule::id).collect(Collectors.toSet());
        for (var id : list(text.disable())) {
            if (!ids.contains(id)) {
                throw new IllegalArgumentException("disable: no standard rule is called " + id);
            }
        }
        var version = text.version() == null || text.version().isBlank() ? digest(additions) : text.version();
        var added = compile(text, standard.version() + "+" + version, true);
        for (var rule : added.rules()) {
            if (ids.contains(rule.id()) && !disabled.contains(rule.id())) {
                throw new IllegalArgumentException("Rule " + rule.id()
                        + ": a standard rule has this id; choose another one, or put it under disable to replace it");
            }
        }
        return new Rules(
                added.version(),
                Stream.concat(
                                standard.rules().stream().filter(rule -> !disabled.contains(rule.id())),
                                added.rules().stream())
                        .toList(),
                both(standard.reviewers(), added.reviewers()),
                both(standard.machines(), added.machines()),
                both(standard.requesters(), added.requesters()));
    }

    /** @return null when there is nothing but comments */
    private static Text parse(String yaml) {
        try {
            var mapper = new YAMLMapper();
            mapper.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
            var tree = mapper.readTree(yaml);
            return tree == null || tree.isMissingNode() || tree.isNull() ? null : mapper.treeToValue(tree, Text.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Cannot read attribution rules: " + e.getOriginalMessage(), e);
        }
    }

    private static Rules compile(Text text, String version, boolean added) {
        var ids = new HashSet<String>();
        var rules = new ArrayList<Rule>();
        for (var rule : list(text.rules())) {
            if (rule.id() == null || rule.id().isBlank()) {
                throw new IllegalArgumentException("Rule number " + (rules.size() + 1) + " has no id");
            }
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("Rule " + rule.id() + " occurs twice");
            }
            rules.add(compile(rule, added));
        }
        return new Rules(
                version,
                List.copyOf(rules),
                list(text.reviewers()).stream()
                        .map(one -> new KnownReviewer(stated("reviewers", one).login(), one.id(), one.tool()))
                        .toList(),
                accounts("machines", text.machines()),
                lower(list(text.requesters())));
    }

    private static Rule compile(RuleText text, boolean added) {
        if (!(text.weight() > 0 && text.weight() <= 1)) {
            throw wrong(text, "weight must be in (0, 1]");
        }
        var origin = origin(text, text.origin());
        if (text.tool() == null && origin != Origin.AUTOMATION_BOT) {
            throw wrong(text, "tool is missing; only automation_bot has none");
        }
        var signal = find(text.id(), "signal", Signal.values(), Signal::id, text.signal());
        check(text, signal);
        return new Rule(
                text.id(),
                text.tool(),
                origin,
                text.authorOrigin() == null ? origin : origin(text, text.authorOrigin()),
                signal,
                text.weight(),
                accounts("Rule " + text.id() + ": accounts", text.accounts()),
                lower(list(text.values())),
                lower(list(text.except())),
                pattern(text.id(), text.key()),
                pattern(text.id(), text.value()),
                pattern(text.id(), text.name()),
                pattern(text.id(), text.mail()),
                text.noMail(),
                added);
    }

    /** A rule without anything to look for would match nothing, or everything. */
    private static void check(RuleText text, Signal signal) {
        switch (signal) {
            case ACCOUNT -> {
                if (list(text.accounts()).isEmpty()) {
                    throw wrong(text, "signal account needs accounts: [{login: .., id: ..}]");
                }
            }
            case TRAILER, SESSION_TRAILER, QUOTED_COMMIT -> {
                if (text.key() == null || (text.value() == null && text.name() == null && text.mail() == null)) {
                    throw wrong(text, "signal " + signal.id() + " needs key, and value, name or mail");
                }
            }
            case BODY, BRANCH, LABEL, LINE_ATTRIBUTION -> {
                if (list(text.values()).isEmpty()
                        || text.values().stream().anyMatch(value -> value == null || value.isBlank())) {
                    throw wrong(text, "signal " + signal.id() + " needs values, none of them blank");
                }
            }
        }
    }

    private static Origin origin(RuleText text, String wanted) {
        var origin = find(text.id(), "origin", Origin.values(), Origin::id, wanted);
        if (origin == Origin.UNKNOWN) {
            throw wrong(text, "evidence cannot speak for unknown");
        }
        return origin;
    }

    private static List<KnownAccount> accounts(String where, List<AccountText> texts) {
        return list(texts).stream()
                .map(one -> new KnownAccount(stated(where, one).login(), one.id()))
                .toList();
    }

    private static AccountText stated(String where, AccountText account) {
        if (account == null
                || (account.id() == null
                        && (account.login() == null || account.login().isBlank()))) {
            throw new IllegalArgumentException(where + ": an account has neither login nor id");
        }
        return account;
    }

    private static <E> E find(String rule, String field, E[] all, Function<E, String> id, String wanted) {
        for (var one : all) {
            if (id.apply(one).equals(wanted)) {
                return one;
            }
        }
        throw new IllegalArgumentException("Rule " + rule + ": " + field + " " + wanted + " is not one of "
                + Arrays.stream(all).map(id).collect(Collectors.joining(", ")));
    }

    private static Pattern pattern(String rule, String expression) {
        try {
            return expression == null ? null : Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("Rule " + rule + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException wrong(RuleText text, String reason) {
        return new IllegalArgumentException("Rule " + text.id() + ": " + reason);
    }

    private static <T> List<T> list(List<T> stated) {
        return stated == null ? List.of() : stated;
    }

    private static List<String> lower(List<String> texts) {
        return texts.stream()
                .filter(Objects::nonNull)
                .map(text -> text.toLowerCase(Locale.ROOT))
                .toList();
    }

    private static <T> List<T> both(List<T> standard, List<T> added) {
        return Stream.concat(standard.stream(), added.stream()).toList();
    }

    /** Rules without a version still show when they change. */
    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "yours-" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
