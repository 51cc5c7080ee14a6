package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.SharedData;
import io.plumbline.streams.directory.Directory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who reviews the pull requests of agents, metrics.md 8.5 and 7.4: by the published rule, which lets an author review
 * himself, and by ours, which does not.
 */
class ReviewersOnRealDataTest {

    private static final Attribution ATTRIBUTION = Attribution.standard();

    private record Pull(String id, Account author, Instant created, Instant merged) {}

    /** Percent of pull requests whose reviewers are persons only, machines only, both, or nobody. */
    private record Mix(double onlyHuman, double onlyBot, double both, double none) {

        static Mix of(
                List<Pull> pulls,
                Map<String, List<Account>> reviewers,
                BiPredicate<Pull, Account> isHuman,
                BiPredicate<Pull, Account> isBot) {
            int[] counts = new int[4];
            for (var pull : pulls) {
                var by = reviewers.getOrDefault(pull.id(), List.of());
                boolean human = by.stream().anyMatch(one -> isHuman.test(pull, one));
                boolean bot = by.stream().anyMatch(one -> isBot.test(pull, one));
                counts[human ? (bot ? 2 : 0) : (bot ? 1 : 3)]++;
            }
            double all = pulls.size() / 100.0;
            return new Mix(counts[0] / all, counts[1] / all, counts[2] / all, counts[3] / all);
        }

        void isAbout(double human, double bot, double bothKinds, double nobody, double tolerance) {
            assertThat(onlyHuman).isCloseTo(human, within(tolerance));
            assertThat(onlyBot).isCloseTo(bot, within(tolerance));
            assertThat(both).isCloseTo(bothKinds, within(tolerance));
            assertThat(none).isCloseTo(nobody, within(tolerance));
        }

        String line(String agent, String rule) {
            return String.format(
                    Locale.ROOT, "%-13s %-44s %5.1f %5.1f %5.1f %5.1f%n", agent, rule, onlyHuman, onlyBot, both, none);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OpenAI_Codex, openai-codex, 12.8, 15.0, 5.4, 66.8,  11.5, 15.5, 5.0, 68.1",
        "Cursor,       cursor,       32.6, 18.1, 6.9, 42.4,  31.9, 18.1, 6.9, 43.1",
        "Claude_Code,  claude-code,  23.8, 12.9, 9.9, 53.5,  23.8, 13.9, 8.9, 53.5"
    })
    void reviewerTypesAreThePublishedOnesAndThoseWithoutSelfReviewBesideThem(
            String agent,
            String tool,
            double human,
            double bot,
            double both,
            double none,
            double ownHuman,
            double ownBot,
            double ownBoth,
            double ownNone) {
        var pulls = pulls(agent);
        var reviewers = reviewers(agent);

        var published = Mix.of(
                pulls,
                reviewers,
                (pull, one) -> "User".equals(one.getType())
                        || one.getLogin().equals(pull.author().getLogin()),
                (pull, one) -> "Bot".equals(one.getType()));
        var corrected = Mix.of(
                pulls,
                reviewers,
                (pull, one) -> isOther(pull, one) && ATTRIBUTION.isPerson(one),
                (pull, one) -> isOther(pull, one) && ATTRIBUTION.isMachine(one));
        var notByItsTool = Mix.of(
                pulls,
                reviewers,
                (pull, one) -> isOther(pull, one) && ATTRIBUTION.isPerson(one),
                (pull, one) -> isOther(pull, one)
                        && ATTRIBUTION.isMachine(one)
                        && ATTRIBUTION.toolOf(one).filter(tool::equals).isEmpty());

        System.out.print("Reviewers, % of pull requests                             human   bot  both  none\n"
                + published.line(agent, "published rule")
                + corrected.line(agent, "author and aliases removed")
                + notByItsTool.line(agent, "and the tool's review of its own work removed")
                + "unknown accounts named like machines: " + namedLikeMachines(reviewers) + "\n");
        published.isAbout(human, bot, both, none, 0.05);
        // Accounts such as lunary-bot (6 reviews) become machines with the rules; the figures may move by that much.
        corrected.isAbout(ownHuman, ownBot, ownBoth, ownNone, 0.3);
        assertThat(notByItsTool.none()).isGreaterThanOrEqualTo(corrected.none());
    }

    @ParameterizedTest
    @CsvSource({"OpenAI_Codex, 1754, 64.8, 79.8, 216", "Cursor, 74, 27.0, 43.2, 7", "Claude_Code, 53, 47.2, 56.6, 2"})
    void unreviewedAndHastyMergesAreThePublishedOnes(
            String agent, int merges, double unreviewed, double withoutPerson, int hasty) {
        var reviewers = reviewers(agent);
        var merged = pulls(agent).stream().filter(pull -> pull.merged() != null).toList();

        long nobody = merged.stream()
                .filter(pull ->
                        reviewers.getOrDefault(pull.id(), List.of()).stream().noneMatch(one -> isOther(pull, one)))
                .count();
        long noPerson = merged.stream()
                .filter(pull -> reviewers.getOrDefault(pull.id(), List.of()).stream()
                        .noneMatch(one -> isOther(pull, one) && ATTRIBUTION.isPerson(one)))
                .count();
        long underAMinute = merged.stream()
                .filter(pull -> Duration.between(pull.created(), pull.merged()).compareTo(Duration.ofSeconds(60)) < 0)
                .count();

        System.out.printf(
                Locale.ROOT,
                "%-13s merged %d: without a review %.1f %%, without a person's %.1f %%, within 60 s %.1f %% (%d)%n",
                agent,
                merged.size(),
                100.0 * nobody / merged.size(),
                100.0 * noPerson / merged.size(),
                100.0 * underAMinute / merged.size(),
                underAMinute);
        assertThat(merged).hasSize(merges);
        assertThat(100.0 * nobody / merges).isCloseTo(unreviewed, within(0.05));
        assertThat(100.0 * noPerson / merges).isCloseTo(withoutPerson, within(0.4));
        assertThat(underAMinute).isEqualTo(hasty);
    }

    private static boolean isOther(Pull pull, Account reviewer) {
        return !Directory.EMPTY.same("github", pull.author(), reviewer);
    }

    private static List<Pull> pulls(String agent) {
        var pulls = new ArrayList<Pull>();
        for (var row : SharedData.csv("aidev/AIDev-pop/" + agent + "/prs.csv")) {
            pulls.add(new Pull(
                    row.get("id"),
                    account(row.get("user")),
                    Instant.parse(row.get("created_at")),
                    row.get("merged_at").isEmpty() ? null : Instant.parse(row.get("merged_at"))));
        }
        return pulls;
    }

    private static Map<String, List<Account>> reviewers(String agent) {
        var reviewers = new HashMap<String, List<Account>>();
        for (var row : SharedData.csv("aidev/AIDev-pop/" + agent + "/pr_reviews.csv")) {
            reviewers.computeIfAbsent(row.get("pr_id"), id -> new ArrayList<>()).add(account(row.get("user")));
        }
        return reviewers;
    }

    /** The data state no account types; GitHub's are told by the suffix it reserves. */
    private static Account account(String login) {
        return new Account(login, null, login.endsWith("[bot]") ? "Bot" : "User");
    }

    private static Set<String> namedLikeMachines(Map<String, List<Account>> reviewers) {
        var names = new TreeSet<String>();
        reviewers.values().forEach(all -> all.stream()
                .filter(ATTRIBUTION::isPerson)
                .map(Account::getLogin)
                .filter(login ->
                        login.toLowerCase(Locale.ROOT).matches(".*([_-]|^)(bot|ci|automation|robot)([_-].*|$)"))
                .forEach(names::add));
        return names;
    }
}
