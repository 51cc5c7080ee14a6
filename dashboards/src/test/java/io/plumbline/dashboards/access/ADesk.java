package io.plumbline.dashboards.access;

import io.plumbline.dashboards.decision.DecisionBook;
import io.plumbline.dashboards.decision.DecisionDesk;
import io.plumbline.dashboards.decision.DecisionRefusedException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes every decision into a list, and refuses what a real desk refuses; the real one is tested with a real broker. */
public final class ADesk implements DecisionDesk {

    /** What was decided, in words. */
    public final List<String> taken = new ArrayList<>();

    private static final DecisionBook.Entry ENTRY =
            new DecisionBook.Entry(Instant.parse("2025-07-01T10:00:00Z"), "ada", "Autumn <b>reorganisation</b>");

    @Override
    public Optional<String> whyOff() {
        return Optional.empty();
    }

    @Override
    public Outcome override(Target target, String origin, String tool, By by) {
        if (!List.of("ai_agent", "ai_assisted", "automation_bot", "unknown").contains(origin)) {
            throw new DecisionRefusedException(List.of("An origin is one of four."));
        }
        return take("override " + target.words() + " " + origin + " " + tool, by);
    }

    @Override
    public Outcome clearOverride(Target target, By by) {
        return take("clear " + target.words(), by);
    }

    @Override
    public Outcome merge(List<String> accounts, By by) {
        if (accounts.size() < 2) {
            throw new DecisionRefusedException(List.of("A merge has at least two accounts."));
        }
        return take("merge " + accounts, by);
    }

    @Override
    public Outcome undoMerge(String link, By by) {
        return take("undo " + link, by);
    }

    @Override
    public Outcome previewDirectory(String yaml) {
        if (!yaml.startsWith("teams:")) {
            throw new DecisionRefusedException(
                    List.of("line 1, nonsense: <b>no such field</b>", "line 2, more: nothing"));
        }
        return new Outcome(
                List.of("+ team core", "+ member <b>ada</b> in core"), List.of("ada is in two teams"), false);
    }

    @Override
    public Outcome publishDirectory(String yaml, By by) {
        previewDirectory(yaml);
        return take("directory " + yaml.length(), by);
    }

    private Outcome take(String what, By by) {
        taken.add(what + " by " + by.author() + ": " + by.reason());
        return new Outcome(List.of(what), List.of(), false);
    }

    @Override
    public DecisionBook book() {
        var from = LocalDate.parse("2025-01-06");
        return new DecisionBook(
                "acme",
                "Europe/Berlin",
                "abc123",
                List.of(
                        new DecisionBook.Team(
                                "payments",
                                "Payments <b>",
                                "",
                                List.of(
                                        new DecisionBook.Member("mona", from, null),
                                        new DecisionBook.Member("github:7", null, from)),
                                List.of(new DecisionBook.Owned("acme/api", from, null))),
                        new DecisionBook.Team("search", "search", "payments", List.of(), List.of())),
                List.of(
                        new DecisionBook.Person(
                                "mona", "Mona Lisa", List.of("github:mona", "email:mona@example.org", "plumbline:vic")),
                        new DecisionBook.Person("other", "", List.of("github:max", "email:other@example.org"))),
                List.of(
                        new DecisionBook.Merge("m-1", List.of("github:mona", "github:mona-work"), ENTRY, null),
                        new DecisionBook.Merge("m-2", List.of("github:a", "github:b"), ENTRY, ENTRY)),
                List.of(
                        new DecisionBook.Rules("attribution-rules", "rules-1", null),
                        new DecisionBook.Rules("work-rules", "ours-2", ENTRY)),
                Optional.of(ENTRY),
                List.of("ada is listed twice"),
                List.of());
    }
}
