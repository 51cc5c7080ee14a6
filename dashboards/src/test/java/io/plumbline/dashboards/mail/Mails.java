package io.plumbline.dashboards.mail;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Mail settings for tests. */
public final class Mails {

    private Mails() {}

    public static MailSettings to(int port) {
        return to(port, "", "", MailSettings.Security.NONE);
    }

    public static MailSettings to(int port, String user, String password, MailSettings.Security security) {
        return new MailSettings(
                "127.0.0.1",
                port,
                security,
                user,
                password,
                "plumbline@example.org",
                "bounces@example.org",
                URI.create("https://plumbline.example.org"),
                "a key for tests",
                List.of(),
                60_000,
                Duration.ofSeconds(2));
    }
}
