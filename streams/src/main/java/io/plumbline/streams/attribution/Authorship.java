package io.plumbline.streams.attribution;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.metric.Origin;
import java.util.List;

/**
 * The answer of {@link Attribution}.
 *
 * @param tool id in the tool catalogue; null when the origin is unknown or an automation bot
 * @param confidence weight of the strongest evidence for the tool, in (0, 1]; where only commits speak for it, times
 *     their share; 0 when the origin is unknown
 * @param evidence all of it, the losing tools' too, strongest first; last, what names the accountable human where only
 *     commits do
 * @param accountableHuman the person who opened it or asked for it; null when no person is named
 * @param knownCommits commits that were looked at
 * @param aiCommits of these, with evidence of an AI tool
 * @param appliedSuggestions of reviewers, in order of (sha, login); never part of the evidence
 */
public record Authorship(
        Origin origin,
        String tool,
        double confidence,
        List<Evidence> evidence,
        String ruleVersion,
        Account accountableHuman,
        int knownCommits,
        int aiCommits,
        List<AppliedSuggestion> appliedSuggestions) {}
