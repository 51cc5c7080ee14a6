package io.plumbline.dashboards.alert;

import io.javalin.http.Context;
import io.plumbline.dashboards.mail.MailSettings;
import io.plumbline.dashboards.mail.Smtp;
import io.plumbline.dashboards.rights.Reader;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;

/** From the form of the page to an agreement, or why not. */
final class AgreementForm {

    private static final Set<String> WINDOWS = Set.of("7", "14", "28", "56");
    private static final int LONGEST_TARGET = 450;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 100;

    private AgreementForm() {}

    static Agreement read(Context ctx, Reader reader, MailSettings mail, boolean privateAllowed) {
        var team = text(ctx, "team");
        if (team.isEmpty() || !reader.teams().include(team)) {
            throw new InvalidAgreementException("Choose a team that your account sees.");
        }
        var rule = Rule.of(text(ctx, "rule"))
                .orElseThrow(() -> new InvalidAgreementException("Choose what is agreed on."));
        var channel = Arrays.stream(Agreement.Channel.values())
                .filter(each -> each.id().equals(text(ctx, "channel")))
                .findFirst()
                .orElseThrow(() -> new InvalidAgreementException("Choose email, slack or webhook."));
        double threshold = limit(rule, text(ctx, "threshold"), "limit");
        double clears = text(ctx, "clears").isEmpty()
                ? threshold * (rule.isAtMost() ? 0.9 : 1.1)
                : limit(rule, text(ctx, "clears"), "limit to count as kept again");
        if (rule.isBeyond(clears, threshold)) {
            throw new InvalidAgreementException("What counts as kept again has to lie within the limit.");
        }
        return new Agreement(
                0,
                reader.accountId(),
                team,
                rule,
                threshold,
                clears,
                window(ctx),
                minimum(ctx),
                channel,
                target(ctx, channel, mail, privateAllowed),
                secret(ctx, channel),
                time(ctx, "quiet-from"),
                time(ctx, "quiet-until"),
                zone(ctx),
                false,
                Instant.EPOCH,
                Agreement.State.UNKNOWN,
                Agreement.State.KEPT,
                0,
                "",
                Instant.EPOCH);
    }

    private static double limit(Rule rule, String typed, String name) {
        try {
            return rule.parse(typed);
        } catch (IllegalArgumentException e) {
            throw new InvalidAgreementException("The " + name + " is a number such as " + rule.usual() + ".");
        }
    }

    private static int window(Context ctx) {
        var days = text(ctx, "window");
        if (!WINDOWS.contains(days)) {
            throw new InvalidAgreementException("The window is 7, 14, 28 or 56 days.");
        }
        return Integer.parseInt(days);
    }

    private static int minimum(Context ctx) {
        var typed = text(ctx, "minimum");
        if (!typed.matches("\\d{1,4}") || Integer.parseInt(typed) < 1) {
            throw new InvalidAgreementException("The smallest n is a number from 1 to 9999.");
        }
        return Integer.parseInt(typed);
    }

    private static String target(Context ctx, Agreement.Channel channel, MailSettings mail, boolean privateAllowed) {
        var target = text(ctx, "target");
        if (target.length() > LONGEST_TARGET) {
            throw new InvalidAgreementException("The target is too long.");
        }
        if (channel == Agreement.Channel.EMAIL) {
            if (!Smtp.isAddress(target)) {
                throw new InvalidAgreementException("The address is one such as team@example.org.");
            }
            if (!mail.allows(target)) {
                throw new InvalidAgreementException(
                        "Mail from here goes to " + String.join(", ", mail.domains()) + " only.");
            }
            return target;
        }
        WebTarget.obstacle(target, privateAllowed).ifPresent(obstacle -> {
            throw new InvalidAgreementException("This URL cannot be used: " + obstacle);
        });
        return target;
    }

    private static String secret(Context ctx, Agreement.Channel channel) {
        if (channel != Agreement.Channel.WEBHOOK) {
            return "";
        }
        var secret = text(ctx, "secret");
        if (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET) {
            throw new InvalidAgreementException("A webhook is signed: its secret has 16 to 100 characters.");
        }
        return secret;
    }

    private static LocalTime time(Context ctx, String field) {
        try {
            var text = text(ctx, field);
            return text.isEmpty() ? LocalTime.MIDNIGHT : LocalTime.parse(text).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeException e) {
            throw new InvalidAgreementException("Quiet hours are two times such as 18:00 and 08:00.");
        }
    }

    private static ZoneId zone(Context ctx) {
        try {
            return ZoneId.of(text(ctx, "zone"));
        } catch (DateTimeException e) {
            throw new InvalidAgreementException("The zone is one such as Europe/Berlin.");
        }
    }

    private static String text(Context ctx, String field) {
        var value = ctx.formParam(field);
        return value == null ? "" : value.strip();
    }
}
