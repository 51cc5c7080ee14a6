package io.plumbline.standalone.decision;

import io.plumbline.dashboards.decision.DecisionBook;
import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.settings.Settings;
import java.time.ZoneId;
import java.util.List;

/** Decisions in the words of pages. Pure. */
final class BookOfDecisions {

    private static final List<String> RULES = List.of(
            Settings.ATTRIBUTION_RULES,
            Settings.WORK_RULES,
            Settings.DELIVERY_RULES,
            Settings.REVIEW_RULES,
            Settings.INCIDENT_RULES);

    private BookOfDecisions() {}

    static DecisionBook of(Decided decided) {
        var settings = decided.settings();
        var directory = settings.directory();
        return new DecisionBook(
                directory.organisation().orElse(""),
                directory.zone().map(ZoneId::getId).orElse(""),
                settings.version(),
                directory.teams().stream().map(team -> team(team, directory)).toList(),
                directory.persons().stream()
                        .map(person -> new DecisionBook.Person(
                                person, directory.nameOf(person).orElse(""), directory.accountsOf(person)))
                        .toList(),
                decided.linkHistories().stream()
                        .map(history -> new DecisionBook.Merge(
                                history.link().id(),
                                history.link().accounts(),
                                entry(history.made()),
                                history.undone().map(BookOfDecisions::entry).orElse(null)))
                        .toList(),
                RULES.stream()
                        .map(kind -> new DecisionBook.Rules(
                                kind,
                                DecisionPlans.ruleVersion(settings, kind),
                                decided.newest(kind).map(BookOfDecisions::entry).orElse(null)))
                        .toList(),
                decided.newest(Settings.DIRECTORY).map(BookOfDecisions::entry),
                directory.warnings(),
                settings.problems());
    }

    private static DecisionBook.Team team(Directory.Team team, Directory directory) {
        return new DecisionBook.Team(
                team.id(),
                team.name(),
                team.parent() == null ? "" : team.parent(),
                directory.memberships().stream()
                        .filter(one -> one.team().equals(team.id()))
                        .map(one -> new DecisionBook.Member(one.person(), one.from(), one.until()))
                        .toList(),
                directory.ownerships().stream()
                        .filter(one -> one.team().equals(team.id()))
                        .map(one -> new DecisionBook.Owned(one.repository(), one.from(), one.until()))
                        .toList());
    }

    private static DecisionBook.Entry entry(ConfigEntry entry) {
        return new DecisionBook.Entry(entry.getMeta().getEventTime(), entry.getAuthor(), entry.getReason());
    }
}
