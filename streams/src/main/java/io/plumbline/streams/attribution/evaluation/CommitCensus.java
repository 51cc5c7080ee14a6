package io.plumbline.streams.attribution.evaluation;

import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.attribution.BodyEvidence;
import io.plumbline.streams.attribution.RuleSummary;
import io.plumbline.streams.attribution.Signs;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Commits with evidence of an AI tool, per tool and month of the commit (UTC). A commit with evidence of two tools counts
 * for both, and once in the total; an applied review suggestion counts for neither.
 */
public final class CommitCensus {

    private final Attribution attribution;
    private final Map<String, String> toolOfRule = new HashMap<>();
    private final TreeMap<YearMonth, TreeMap<String, Integer>> months = new TreeMap<>();
    private final TreeMap<YearMonth, Integer> commits = new TreeMap<>();
    private final TreeMap<YearMonth, Integer> aiCommits = new TreeMap<>();
    private int appliedSuggestions;

    public CommitCensus(Attribution attribution) {
        this.attribution = attribution;
        attribution.rules().stream()
                .filter(rule -> rule.tool() != null)
                .forEach((RuleSummary rule) -> toolOfRule.put(rule.id(), rule.tool()));
    }

    public void add(PullRequestCommit commit) {
        var month = YearMonth.from(commit.getAt().atOffset(ZoneOffset.UTC));
        var authorship = attribution.decide(
                new Signs(null, null, BodyEvidence.NONE, List.of(), List.of(attribution.readCommit(commit))));
        commits.merge(month, 1, Integer::sum);
        appliedSuggestions += authorship.appliedSuggestions().isEmpty() ? 0 : 1;
        if (authorship.aiCommits() > 0) {
            aiCommits.merge(month, 1, Integer::sum);
        }
        authorship.evidence().stream()
                .map(Evidence::getRule)
                .map(toolOfRule::get)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(tool ->
                        months.computeIfAbsent(month, any -> new TreeMap<>()).merge(tool, 1, Integer::sum));
    }

    public int commits(String tool, YearMonth month) {
        return months.getOrDefault(month, new TreeMap<>()).getOrDefault(tool, 0);
    }

    /** Over all months. */
    public int commits(String tool) {
        return months.values().stream()
                .mapToInt(tools -> tools.getOrDefault(tool, 0))
                .sum();
    }

    public int aiCommits() {
        return aiCommits.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Commits that carry an applied review suggestion. */
    public int appliedSuggestions() {
        return appliedSuggestions;
    }

    /** A line a month that has AI commits, a column a tool. */
    public String table() {
        var tools = new TreeSet<String>();
        months.values().forEach(month -> tools.addAll(month.keySet()));
        var text = new StringBuilder(String.format(Locale.ROOT, "%-8s %8s %8s", "month", "commits", "AI"));
        tools.forEach(tool -> text.append(String.format(Locale.ROOT, " %16s", tool)));
        text.append(System.lineSeparator());
        months.forEach((month, counts) -> {
            text.append(String.format(
                    Locale.ROOT, "%-8s %8d %8d", month, commits.get(month), aiCommits.getOrDefault(month, 0)));
            tools.forEach(tool -> text.append(String.format(Locale.ROOT, " %16d", counts.getOrDefault(tool, 0))));
            text.append(System.lineSeparator());
        });
        text.append(String.format(
                Locale.ROOT,
                "%-8s %8d %8d",
                "all",
                commits.values().stream().mapToInt(Integer::intValue).sum(),
                aiCommits()));
        tools.forEach(tool -> text.append(String.format(Locale.ROOT, " %16d", commits(tool))));
        return text.append(System.lineSeparator()).toString();
    }
}
