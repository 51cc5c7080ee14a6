package io.plumbline.dashboards.mail;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How mail leaves this installation.
 *
 * @param host SMTP server; empty = mail is off, and pages show previews only
 * @param security how the connection is protected
 * @param user empty = without login
 * @param from sender, such as {@code plumbline@example.org}
 * @param bounces envelope sender, where mail servers report what they cannot deliver; empty = from
 * @param publicUrl beginning of every link in a mail
 * @param unsubscribeKey of the tokens in unsubscribe links; changing it breaks those in mails already sent
 * @param domains of addresses that may get mail; empty = any
 * @param perMinute messages to one domain
 * @param timeout of each step of a connection
 */
public record MailSettings(
        String host,
        int port,
        Security security,
        String user,
        String password,
        String from,
        String bounces,
        URI publicUrl,
        String unsubscribeKey,
        List<String> domains,
        int perMinute,
        Duration timeout) {

    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** Of the connection to the mail server. */
    public enum Security {
        /** Begins in the clear and must switch; a server that does not offer it gets nothing. */
        STARTTLS,
        TLS,
        /** In the clear: only for a server on this machine or in its own network. */
        NONE
    }

    public MailSettings {
        domains = List.copyOf(domains);
    }

    /** Mail off; links lead to {@code publicUrl}. */
    public static MailSettings off(URI publicUrl) {
        return new MailSettings(
                "", 25, Security.NONE, "", "", "plumbline@localhost", "", publicUrl, "", List.of(), 60, TIMEOUT);
    }

    public boolean isOn() {
        return !host.isEmpty();
    }

    /** Domain of the sender: second half of Message-ID and List-Id. */
    public String domain() {
        return from.substring(from.lastIndexOf('@') + 1);
    }

    String envelopeFrom() {
        return bounces.isEmpty() ? from : bounces;
    }

    /** Whether this address may get mail from here. */
    public boolean allows(String address) {
        int at = address.lastIndexOf('@');
        return domains.isEmpty()
                || (at > 0 && domains.stream().anyMatch(domain -> domain.equalsIgnoreCase(address.substring(at + 1))));
    }

    /** Without the secrets, so that a log line cannot leak them. */
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + ", " + security + ", from " + from + "]";
    }
}
