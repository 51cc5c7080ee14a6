package io.plumbline.standalone.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.plumbline.dashboards.mail.MailSettings.Security;
import io.plumbline.dashboards.mail.Smtp;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How digests and alerts leave.
 *
 * @param host null = no mail
 * @param unsubscribeKey null = one in the data directory
 */
public record MailConfig(
        String host,
        int port,
        Security security,
        String user,
        String password,
        String from,
        String bounces,
        List<String> domains,
        int perMinute,
        String unsubscribeKey,
        boolean privateWebhooks) {

    private static final int MOST_PER_MINUTE = 60_000;

    static MailConfig read(Config config, List<String> problems) {
        var reader = new Reader(config, problems);
        var mail = new MailConfig(
                reader.textOrNull("host"),
                reader.between("port", 1, 65_535),
                reader.security(),
                reader.text("user"),
                reader.text("password"),
                reader.text("from"),
                reader.text("bounces"),
                reader.get(() -> config.getStringList("plumbline.mail.domains"), List.of()),
                reader.between("per-minute", 1, MOST_PER_MINUTE),
                reader.textOrNull("unsubscribe-key"),
                reader.get(() -> config.getBoolean("plumbline.mail.private-webhooks"), false));
        if (mail.host != null) {
            reader.check(mail);
        }
        return mail;
    }

    /** Collects problems instead of stopping at the first. */
    private record Reader(Config config, List<String> problems) {

        private void check(MailConfig mail) {
            if (config.getString("plumbline.http.public-url").isBlank()) {
                problems.add("plumbline.mail.host: mails hold links, so plumbline.http.public-url is needed too,"
                        + " such as https://plumbline.example.org");
            }
            if (!Smtp.isAddress(mail.from)) {
                problems.add("plumbline.mail.from = \"" + mail.from
                        + "\": expected an address such as plumbline@example.org");
            }
            if (!mail.bounces.isEmpty() && !Smtp.isAddress(mail.bounces)) {
                problems.add("plumbline.mail.bounces = \"" + mail.bounces + "\": expected an address, or nothing");
            }
            if (!mail.user.isEmpty() && mail.security == Security.NONE) {
                problems.add("plumbline.mail.security = none: a password would travel in the clear;"
                        + " choose starttls or tls, or no user");
            }
        }

        private Security security() {
            var text = text("security");
            return Arrays.stream(Security.values())
                    .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                    .findFirst()
                    .orElseGet(() -> {
                        problems.add("plumbline.mail.security = \"" + text + "\": expected starttls, tls or none");
                        return Security.STARTTLS;
                    });
        }

        private int between(String key, int low, int high) {
            int value = get(() -> config.getInt("plumbline.mail." + key), low);
            if (value < low || value > high) {
                problems.add("plumbline.mail." + key + " = " + value + ": expected " + low + " to " + high);
            }
            return value;
        }

        private String textOrNull(String key) {
            var text = text(key);
            return text.isEmpty() ? null : text;
        }

        private String text(String key) {
            return get(() -> config.getString("plumbline.mail." + key), "").strip();
        }

        private <T> T get(Supplier<T> getter, T otherwise) {
            try {
                return getter.get();
            } catch (ConfigException e) {
                problems.add(e.getMessage());
                return otherwise;
            }
        }
    }
}
