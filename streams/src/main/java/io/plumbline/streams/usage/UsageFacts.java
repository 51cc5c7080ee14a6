package io.plumbline.streams.usage;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.fact.UsageDayFact;
import io.plumbline.streams.directory.Directory;
import java.time.ZoneOffset;
import java.util.Locale;

/** A figure with what the directory knows about its subject. */
public final class UsageFacts {

    private UsageFacts() {}

    /** @param id key of the figure */
    public static UsageDayFact of(String id, UsageDay day, Directory directory) {
        var kind = day.getSubjectKind();
        if (kind == null || (day.getSubject() == null && day.getSubjectId() == null)) {
            return new UsageDayFact(id, day, null, null, CountedLevel.isCounted(day));
        }
        var noon = day.getDay().atTime(12, 0).toInstant(ZoneOffset.UTC);
        if (kind.equals("email") && day.getSubject() != null) {
            var person = directory.personOfEmail(day.getSubject());
            return new UsageDayFact(
                    id,
                    day,
                    person.orElse("email:" + day.getSubject().toLowerCase(Locale.ROOT)),
                    person.flatMap(one -> directory.teamOfPerson(one, noon)).orElse(null),
                    CountedLevel.isCounted(day));
        }
        var account = new Account(day.getSubject() == null ? "" : day.getSubject(), day.getSubjectId(), null);
        return new UsageDayFact(
                id,
                day,
                directory.personOf(kind, account),
                directory.teamOf(kind, account, noon).orElse(null),
                CountedLevel.isCounted(day));
    }
}
