package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Weighs what a pull request says of itself against what its commits say (docs/attribution.md). */
final class Weighing {

    private static final double FLOOR = 0.2;
    private static final String AGENT = "ai_agent";

    /**
     * Evidence.
     *
     * @param ofCommits 1 for that of commits, which comes after the pull request's own
     */
    private record Weighed(JsonNode rule, String where, String origin, double strength, int ofCommits) {

        double weight() {
            return rule.get("weight").asDouble();
        }

        /** What competes as one: a tool, or all automation bots. */
        String group() {
            return rule.hasNonNull("tool")
                    ? rule.get("tool").asText()
                    : rule.get("origin").asText();
        }
    }

    private final Signals signals;
    private final List<Weighed> found = new ArrayList<>();
    private final List<Marks> commits;
    private long ofAi;

    private Weighing(Signals signals, List<JsonNode> spoke, List<Marks> commits) {
        this.signals = signals;
        this.commits = commits;
        for (var rule : spoke) {
            found.add(new Weighed(
                    rule, "", rule.get("origin").asText(), rule.get("weight").asDouble(), 0));
        }
        count(found.stream().map(Weighed::group).toList());
    }

    /** @param accountable empty when a person that commits name may be it */
    static Signals.Verdict verdict(
            Signals signals, List<JsonNode> spoke, List<Marks> commits, Optional<Who> accountable, boolean byMachine) {
        return new Weighing(signals, spoke, commits).verdict(accountable, byMachine);
    }

    private void count(List<String> own) {
        var carried = new HashMap<String, List<Marks.Mark>>();
        for (var commit : commits) {
            // What an account that also reviews commits to the work of others came out of its reviews.
            var counting = commit.all().stream()
                    .filter(mark -> !signals.alsoReviews(mark.rule())
                            || own.contains(mark.rule().path("tool").asText()))
                    .toList();
            counting.forEach(mark -> carried.computeIfAbsent(
                            mark.rule().get("id").asText() + " " + mark.where(), key -> new ArrayList<>())
                    .add(mark));
            ofAi += counting.isEmpty() ? 0 : 1;
        }
        for (var same : carried.values()) {
            var rule = same.get(0).rule();
            var where = same.get(0).where();
            double share = same.stream().mapToDouble(Marks.Mark::share).sorted().sum() / commits.size();
            double weight = rule.get("weight").asDouble();
            var origin = where.equals(Marks.AUTHOR) && rule.hasNonNull("authorOrigin")
                    ? rule.get("authorOrigin").asText()
                    : rule.get("origin").asText();
            found.add(new Weighed(
                    rule,
                    where,
                    origin.equals(AGENT) && share < 0.5 ? "ai_assisted" : origin,
                    Math.min(weight, Math.max(FLOOR, twoDigits(weight * share))),
                    1));
        }
    }

    private Signals.Verdict verdict(Optional<Who> stated, boolean byMachine) {
        var ids = new TreeSet<String>();
        found.forEach(one -> ids.add(one.rule().get("id").asText()));
        var accountable = stated.orElse(byMachine ? coAuthorOfMost() : null);
        if (stated.isEmpty() && accountable != null) {
            ids.add("human-co-author");
        }
        var strongest = found.stream()
                .min(Comparator.comparingDouble((Weighed one) -> -one.strength())
                        .thenComparing(Weighed::ofCommits)
                        .thenComparing(one -> signals.place(one.rule()))
                        .thenComparing(Weighed::where));
        if (strongest.isEmpty()) {
            return new Signals.Verdict("unknown", "", 0, ids, accountable, commits.size(), ofAi);
        }
        var group = found.stream()
                .filter(one -> one.group().equals(strongest.get().group()))
                .toList();
        boolean agent = group.stream().anyMatch(one -> one.origin().equals(AGENT));
        boolean commitsAlone = group.stream().allMatch(one -> one.ofCommits() == 1);
        return new Signals.Verdict(
                agent ? AGENT : strongest.get().origin(),
                strongest.get().rule().path("tool").asText(""),
                group.stream()
                        .mapToDouble(one -> commitsAlone ? one.strength() : one.weight())
                        .max()
                        .orElseThrow(),
                ids,
                accountable,
                commits.size(),
                ofAi);
    }

    /** A mail address names an account where somebody's own commits do. Of as many commits, the first login. */
    private Who coAuthorOfMost() {
        var byMail = new HashMap<String, Who>();
        for (var commit : commits) {
            if (commit.authorMail() != null && commit.author() != null && !signals.isMachine(commit.author())) {
                byMail.merge(Signals.lower(commit.authorMail()), commit.author(), Weighing::fuller);
            }
        }
        var named = new TreeMap<String, List<Who>>();
        for (var commit : commits) {
            Map<String, Who> ofThis = new TreeMap<>();
            commit.coAuthors().stream()
                    .map(one -> one.account() != null || one.mail() == null
                            ? one.account()
                            : byMail.get(Signals.lower(one.mail())))
                    .filter(Objects::nonNull)
                    .forEach(who -> ofThis.merge(Signals.lower(who.login()), who, Weighing::fuller));
            ofThis.forEach((login, who) ->
                    named.computeIfAbsent(login, key -> new ArrayList<>()).add(who));
        }
        Who most = null;
        int times = 0;
        for (var same : named.values()) {
            if (same.size() > times) {
                times = same.size();
                most = same.stream().reduce(Weighing::fuller).orElseThrow();
            }
        }
        return most;
    }

    private static Who fuller(Who left, Who right) {
        if ((left.id() == null) != (right.id() == null)) {
            return left.id() == null ? right : left;
        }
        return left.login().compareTo(right.login()) <= 0 ? left : right;
    }

    private static double twoDigits(double value) {
        return BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).doubleValue();
    }
}
