package io.plumbline.streams.attribution;

import static io.plumbline.streams.attribution.Accounts.lower;

import io.plumbline.streams.attribution.Rules.Rule;
import io.plumbline.streams.attribution.Rules.Signal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks at a pull request's body. */
final class BodyReader {

    private static final int VALUE_LENGTH = 200;
    private static final String LOGIN = "@([a-z0-9](?:[a-z0-9-]{0,38}))\\b";

    private final List<Rule> trailerRules;
    private final List<Rule> quotedCommitRules;
    private final List<Rule> bodyRules;
    private final List<String> requesters;
    private final List<Pattern> requests;

    BodyReader(Rules rules) {
        this.trailerRules = rules.looking(Signal.TRAILER, Signal.SESSION_TRAILER);
        this.quotedCommitRules = rules.looking(Signal.QUOTED_COMMIT);
        this.bodyRules = rules.looking(Signal.BODY);
        this.requesters = rules.requesters();
        this.requests = requests(requesters);
    }

    BodyEvidence read(String body) {
        if (body == null || body.isBlank()) {
            return BodyEvidence.NONE;
        }
        var text = AuthoredText.of(body);
        var findings = new ArrayList<BodyEvidence.Finding>();
        trailers(CommitMessage.beforeRevert(text.lines()), trailerRules, findings);
        trailers(text.quotedCommit(), quotedCommitRules, findings);
        var own = text.lowerCase();
        for (var rule : bodyRules) {
            for (var value : rule.values()) {
                if (own.contains(value)) {
                    findings.add(new BodyEvidence.Finding(rule.id(), cut(lineWith(text, value))));
                    break;
                }
            }
        }
        return new BodyEvidence(
                List.copyOf(findings), requesters.stream().anyMatch(own::contains) ? requester(text) : null);
    }

    static String cut(String value) {
        int end = Math.min(VALUE_LENGTH, value.length());
        // Half of a surrogate pair is not a character.
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        return value.substring(0, end);
    }

    private static void trailers(List<String> lines, List<Rule> rules, List<BodyEvidence.Finding> findings) {
        var seen = new HashSet<String>();
        for (var line : lines) {
            var trailer = Trailer.of(line);
            if (trailer.isPresent()) {
                for (var rule : rules) {
                    if (trailer.get().matches(rule) && seen.add(rule.id())) {
                        findings.add(new BodyEvidence.Finding(rule.id(), cut(line.strip())));
                    }
                }
            }
        }
    }

    /**
     * "Requested by: @ada", also set in bold, as a link, or with a name before ("Requested by: Ada Lovelace (@ada)"), at
     * the beginning of a line; in the middle of one only with the login right behind the words.
     */
    private static List<Pattern> requests(List<String> requesters) {
        if (requesters.isEmpty()) {
            return List.of();
        }
        var words = requesters.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
        var marks = ":?[*_]*:?\\s*";
        return List.of(
                Pattern.compile(
                        "^[\\s*_-]*" + words + marks + "(?:[^@\\n]{0,80}[\\s(\\[])?[\\[(]?" + LOGIN,
                        Pattern.CASE_INSENSITIVE),
                Pattern.compile("\\b" + words + marks + "\\[?" + LOGIN, Pattern.CASE_INSENSITIVE));
    }

    private String requester(AuthoredText text) {
        for (var line : text.lines()) {
            for (var request : requests) {
                var match = request.matcher(line);
                if (match.find()) {
                    return match.group(1);
                }
            }
        }
        return null;
    }

    private static String lineWith(AuthoredText text, String lowerCaseValue) {
        return text.lines().stream()
                .filter(line -> lower(line).contains(lowerCaseValue))
                .findFirst()
                .orElse(lowerCaseValue)
                .strip();
    }
}
