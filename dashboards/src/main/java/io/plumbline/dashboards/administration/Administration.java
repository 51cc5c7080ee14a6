package io.plumbline.dashboards.administration;

import io.plumbline.dashboards.decision.DecisionBook;
import io.plumbline.dashboards.decision.DecisionDesk;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.Tools;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * Everything the template shows.
 *
 * @param whyOff why nothing can be decided here; empty = it can
 * @param preview what publishing {@code yaml} would change; null while nobody asked
 * @param done what a decision that was just sent changes; null otherwise
 * @param problems of the form that was sent
 */
record Administration(
        DecisionBook book,
        String whyOff,
        List<Source> sources,
        List<Decision> overrides,
        List<Named> named,
        Erased erased,
        int minimumPeople,
        DecisionDesk.Outcome preview,
        String yaml,
        DecisionDesk.Outcome done,
        List<String> problems,
        LocalDate today,
        ZoneId zone) {

    private static final int MOST_LINES = 200;

    /** One row of sources.sql; a source of which only outcomes are stored has been received never. */
    record Source(
            String source, long deliveries, Instant lastReceivedAt, long mapped, long unmapped, long deadLetters) {

        boolean hasArrived() {
            return deliveries > 0;
        }
    }

    /** One row of overrides.sql. */
    record Decision(
            String provider,
            String repo,
            long number,
            String origin,
            String tool,
            String decidedBy,
            String reason,
            Instant decidedAt,
            boolean retracted) {

        String href() {
            return Paths.pullRequest(provider, repo, number);
        }

        String name() {
            return repo + "#" + number;
        }

        String what() {
            if (retracted) {
                return "taken back: the rules decide";
            }
            return Labels.origin(origin) + (tool == null ? "" : ", " + Tools.label(tool));
        }
    }

    /** One row of named.sql. */
    record Named(String team, LocalDate quarter, long people, boolean named) {

        String quarterLabel() {
            return quarter.getYear() + " Q" + ((quarter.getMonthValue() + 2) / 3);
        }
    }

    /** The row of erased.sql. */
    record Erased(long erased, long stored) {}

    boolean canDecide() {
        return whyOff.isEmpty();
    }

    static String days(LocalDate from, LocalDate until) {
        if (from == null && until == null) {
            return "always";
        }
        return (from == null ? "" : "from " + Times.day(from))
                + (from != null && until != null ? " " : "")
                + (until == null ? "" : "until before " + Times.day(until));
    }

    boolean isNow(DecisionBook.Member member) {
        return (member.from() == null || !today.isBefore(member.from()))
                && (member.until() == null || today.isBefore(member.until()));
    }

    long membersNow(DecisionBook.Team team) {
        return team.members().stream()
                .filter(this::isNow)
                .map(DecisionBook.Member::person)
                .distinct()
                .count();
    }

    /** The name that the directory states, with the id; the id alone when it states none. */
    String personLabel(String id) {
        return book.people().stream()
                .filter(person -> person.id().equals(id) && !person.name().isEmpty())
                .findFirst()
                .map(person -> person.name() + " (" + id + ")")
                .orElse(id);
    }

    String decided(DecisionBook.Entry entry) {
        return Times.minute(entry.at(), zone) + " by " + entry.author() + ": " + entry.reason();
    }

    static String kindLabel(String kind) {
        var words = kind.replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    static List<String> first(List<String> lines) {
        return lines.size() <= MOST_LINES ? lines : lines.subList(0, MOST_LINES);
    }

    static long more(List<String> lines) {
        return Math.max(0, lines.size() - MOST_LINES);
    }
}
