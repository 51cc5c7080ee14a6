package io.plumbline.streams.deployment;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.fact.PullRequestFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What one record says about the deployments of a repository; of each only what they depend on. */
sealed interface News {

    record OfDeployment(String provider, String repo, String deploymentId, Sight sight) implements News {}

    /** @param pull not merged: forget it */
    record OfPull(MergedPull pull) implements News {}

    /**
     * @param ref branch, null when the source does not say
     * @param before null: new branch or unknown; {@code after}: null = unknown
     * @param number that the first line of its message names as its pull request; null for none
     */
    record OfCommit(
            String sha,
            String ref,
            String before,
            String after,
            boolean forced,
            long at,
            Long committedAt,
            Integer number,
            List<String> picked,
            List<String> parents)
            implements News {}

    Pattern PICKED = Pattern.compile("\\(cherry picked from commit ([0-9a-fA-F]{7,64})\\)");

    /** What forges write when they squash or rebase, and when they merge. */
    Pattern SQUASHED = Pattern.compile(".*\\(#(\\d{1,9})\\)\\s*");

    Pattern MERGED = Pattern.compile("Merge pull request #(\\d{1,9}) .*");
    String BRANCHES = "refs/heads/";
    int DESCRIPTION = 1_000;

    static OfDeployment of(DeploymentEvent event) {
        var meta = event.getMeta();
        var creator = event.getCreator();
        var sight = Sight.newBuilder()
                .setEvent(meta.getEventId())
                .setAt(meta.getEventTime().toEpochMilli())
                .setState(event.getState().toLowerCase(Locale.ROOT))
                .setService(orNull(event.getService()))
                .setEnvironment(event.getEnvironment())
                .setProduction(event.getProduction())
                .setSha(orNull(event.getSha()))
                .setRef(orNull(event.getRef()))
                .setTask(orNull(event.getTask()))
                .setTrigger(orNull(event.getTrigger()))
                .setIncident(orNull(event.getIncidentId()))
                .setPullRequests(new ArrayList<>(new TreeSet<>(event.getPullRequests())))
                .setDescription(orNull(cut(event.getDescription())))
                .setCreatedAt(
                        event.getCreatedAt() == null
                                ? null
                                : event.getCreatedAt().toEpochMilli())
                .setCreator(
                        creator == null ? null : new Deployer(creator.getLogin(), creator.getId(), creator.getType()))
                .setUrl(orNull(event.getUrl()))
                .build();
        return new OfDeployment(meta.getProvider(), event.getRepo(), event.getDeploymentId(), sight);
    }

    static OfPull of(PullRequestFact fact) {
        var merged = fact.getMergedAt();
        return new OfPull(MergedPull.newBuilder()
                .setNumber(fact.getNumber())
                .setMergedAt(merged == null ? null : merged.toEpochMilli())
                .setMergeSha(merged == null ? null : orNull(fact.getMergeCommitSha()))
                .setHeadSha(merged == null ? null : orNull(fact.getHeadSha()))
                .setHeadRef(merged == null ? null : fact.getHeadRef())
                .setBaseRef(merged == null ? null : branch(fact.getBaseRef()))
                .setTitle(merged == null ? "" : fact.getTitle())
                .setLabels(merged == null ? new ArrayList<>() : new ArrayList<>(new TreeSet<>(fact.getLabels())))
                .build());
    }

    /** An erased pull request. */
    static OfPull none(int number) {
        return new OfPull(MergedPull.newBuilder().setNumber(number).build());
    }

    static OfCommit of(CommitEvent event) {
        var message = event.getMessage();
        var picked = new TreeSet<String>();
        for (var matcher = PICKED.matcher(message); matcher.find(); ) {
            picked.add(matcher.group(1).toLowerCase(Locale.ROOT));
        }
        return new OfCommit(
                event.getSha(),
                branch(event.getRef()),
                commit(event.getPushBefore()),
                commit(event.getPushAfter()),
                Boolean.TRUE.equals(event.getPushForced()),
                event.getMeta().getEventTime().toEpochMilli(),
                event.getCommittedAt() == null ? null : event.getCommittedAt().toEpochMilli(),
                number(message),
                List.copyOf(picked),
                List.copyOf(new TreeSet<>(event.getParents())));
    }

    static String branch(String ref) {
        return ref != null && ref.startsWith(BRANCHES) ? ref.substring(BRANCHES.length()) : ref;
    }

    private static Integer number(String message) {
        int end = message.indexOf('\n');
        var subject = (end < 0 ? message : message.substring(0, end)).strip();
        for (var pattern : List.of(MERGED, SQUASHED)) {
            var matcher = pattern.matcher(subject);
            if (matcher.matches()) {
                return Integer.valueOf(matcher.group(1));
            }
        }
        return null;
    }

    /** All zeros stand for a branch that was not there before or is not there any more. */
    private static String commit(String sha) {
        return sha != null && sha.chars().anyMatch(character -> character != '0') ? sha : null;
    }

    private static String cut(String text) {
        return text == null || text.length() <= DESCRIPTION ? text : text.substring(0, DESCRIPTION);
    }

    private static String orNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
