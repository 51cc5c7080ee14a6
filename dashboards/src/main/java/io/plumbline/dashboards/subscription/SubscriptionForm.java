package io.plumbline.dashboards.subscription;

import io.javalin.http.Context;
import io.plumbline.dashboards.digest.NumberStyle;
import io.plumbline.dashboards.digest.Section;
import io.plumbline.dashboards.mail.MailSettings;
import io.plumbline.dashboards.mail.Smtp;
import io.plumbline.dashboards.rights.Reader;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** From the form of the page to a subscription, or why not. */
final class SubscriptionForm {

    private SubscriptionForm() {}

    static Subscription read(Context ctx, Reader reader, MailSettings mail) {
        var address = text(ctx, "address");
        if (address.length() > 254 || !Smtp.isAddress(address)) {
            throw new InvalidSubscriptionException("The address is one such as name@example.org.");
        }
        if (!mail.allows(address)) {
            throw new InvalidSubscriptionException(
                    "Mail from here goes to " + String.join(", ", mail.domains()) + " only.");
        }
        var team = text(ctx, "team");
        if (!team.isEmpty() && !reader.teams().include(team)) {
            throw new InvalidSubscriptionException("Your account does not see the team \"" + team + "\".");
        }
        var sections = Section.of(ctx.formParams("section"));
        if (sections.isEmpty()) {
            throw new InvalidSubscriptionException("Choose at least one section.");
        }
        return new Subscription(
                0,
                reader.accountId(),
                address,
                team,
                sections,
                schedule(ctx),
                NumberStyle.of(text(ctx, "numbers")).orElse(NumberStyle.EN),
                "skip".equals(text(ctx, "quiet")),
                Subscription.State.ACTIVE,
                Instant.EPOCH);
    }

    private static Schedule schedule(Context ctx) {
        try {
            return new Schedule(
                    DayOfWeek.of(Integer.parseInt(text(ctx, "day"))),
                    LocalTime.parse(text(ctx, "time")).truncatedTo(ChronoUnit.MINUTES),
                    ZoneId.of(text(ctx, "zone")));
        } catch (DateTimeException | NumberFormatException e) {
            throw new InvalidSubscriptionException(
                    "A schedule is a day, a time such as 09:00 and a zone such as Europe/Berlin.");
        }
    }

    private static String text(Context ctx, String field) {
        var value = ctx.formParam(field);
        return value == null ? "" : value.strip();
    }
}
