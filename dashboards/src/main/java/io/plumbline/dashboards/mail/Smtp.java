package io.plumbline.dashboards.mail;

import io.plumbline.dashboards.dispatch.Fence;
import io.plumbline.dashboards.dispatch.Outcome;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One connection to the mail server, kept between messages.
 *
 * <p>Failure semantics: every answer is an {@link Outcome}. Until the command DATA nothing can have been delivered; after it
 * only a reply of the server settles what became of the message (RFC 5321 6.1, RFC 1047), silence leaves it unknown. Not for
 * several threads at once; {@link #send} waits for its turn.
 */
public final class Smtp implements AutoCloseable {

    private static final int LONGEST_REPLY = 200;
    private static final int PERMANENT = 500;
    private static final int REFUSED = 400;

    private final MailSettings settings;
    private final String organisation;
    private Fenced transport;

    /** @param organisation shown as the sender's name */
    public Smtp(MailSettings settings, String organisation) {
        this.settings = settings;
        this.organisation = organisation;
    }

    public MailSettings settings() {
        return settings;
    }

    /** The letter as it is sent, to be kept until then. */
    public String written(Letter letter) {
        return Mime.of(letter, settings.from(), organisation);
    }

    /** Whether this can be an address at all. */
    public static boolean isAddress(String text) {
        try {
            return text.indexOf('@') > 0
                    && text.chars().allMatch(c -> c > ' ' && c < 127 && c != '<' && c != ',')
                    && Mime.address(text).getAddress().equals(text);
        } catch (MessagingException e) {
            return false;
        }
    }

    /** @param mime of {@link #written} */
    public synchronized Outcome send(String mime, String to, Fence fence) {
        Outcome outcome;
        try {
            connect();
        } catch (MessagingException e) {
            close();
            return new Outcome.Away("The mail server " + settings.host() + " "
                    + (e instanceof AuthenticationFailedException ? "refuses the login: " : "cannot be used: ")
                    + words(e));
        }
        transport.fence = fence;
        transport.begun = false;
        try {
            var message = new MimeMessage(
                    transport.session(), new ByteArrayInputStream(mime.getBytes(StandardCharsets.US_ASCII)));
            transport.sendMessage(message, new Address[] {new InternetAddress(to)});
            outcome = new Outcome.Sent(reply());
        } catch (FencedException e) {
            close();
            outcome = new Outcome.Fenced();
        } catch (MessagingException e) {
            outcome = failed(e);
            close();
        }
        return outcome;
    }

    private Outcome failed(MessagingException failure) {
        int code = code(failure);
        if (code >= PERMANENT) {
            return new Outcome.Rejected(words(failure));
        }
        if (code >= REFUSED) {
            return new Outcome.Later(words(failure));
        }
        return transport.begun
                ? new Outcome.Unknown(
                        "No answer of the mail server after the message was handed over: " + words(failure))
                : new Outcome.Later(words(failure));
    }

    private void connect() throws MessagingException {
        if (transport != null && transport.isConnected()) {
            return;
        }
        close();
        var session = Session.getInstance(properties());
        transport = new Fenced(session, settings.security() == MailSettings.Security.TLS);
        if (settings.user().isEmpty()) {
            transport.connect(settings.host(), settings.port(), null, null);
        } else {
            transport.connect(settings.host(), settings.port(), settings.user(), settings.password());
        }
    }

    private Properties properties() {
        var properties = new Properties();
        var protocol = settings.security() == MailSettings.Security.TLS ? "mail.smtps." : "mail.smtp.";
        var millis = Long.toString(settings.timeout().toMillis());
        properties.setProperty(protocol + "connectiontimeout", millis);
        properties.setProperty(protocol + "timeout", millis);
        properties.setProperty(protocol + "writetimeout", millis);
        properties.setProperty(
                protocol + "auth", Boolean.toString(!settings.user().isEmpty()));
        properties.setProperty(protocol + "from", settings.envelopeFrom());
        properties.setProperty(protocol + "ssl.checkserveridentity", "true");
        if (settings.security() == MailSettings.Security.STARTTLS) {
            properties.setProperty(protocol + "starttls.enable", "true");
            properties.setProperty(protocol + "starttls.required", "true");
        }
        return properties;
    }

    private String reply() {
        var last = transport.getLastServerResponse();
        return last == null ? "" : cut(last.strip());
    }

    /** The most telling reply code in the chain; -1 when the server did not reply. */
    private static int code(MessagingException failure) {
        int code = -1;
        for (Exception e = failure; e instanceof MessagingException next; e = next.getNextException()) {
            if (e instanceof SMTPAddressFailedException address) {
                code = Math.max(code, address.getReturnCode());
            } else if (e instanceof SMTPSenderFailedException sender) {
                code = Math.max(code, sender.getReturnCode());
            } else if (e instanceof SMTPSendFailedException send) {
                code = Math.max(code, send.getReturnCode());
            }
        }
        return code;
    }

    private static String words(MessagingException failure) {
        var text = String.valueOf(failure.getMessage());
        for (Exception e = failure.getNextException(); e != null; ) {
            text = String.valueOf(e.getMessage());
            e = e instanceof MessagingException next ? next.getNextException() : null;
        }
        return cut(text.strip().replaceAll("\\s+", " "));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_REPLY ? text : text.substring(0, LONGEST_REPLY - 2) + "..";
    }

    @Override
    public synchronized void close() {
        if (transport != null) {
            try {
                transport.close();
            } catch (MessagingException e) {
                // It is being thrown away.
            }
            transport = null;
        }
    }

    /** The message went to somebody else meanwhile. */
    private static final class FencedException extends MessagingException {

        private FencedException() {
            super("Taken over");
        }
    }

    /** Asks the fence right before the command DATA. */
    private static final class Fenced extends SMTPTransport {

        private Fence fence;
        private boolean begun;

        private Fenced(Session session, boolean tls) {
            super(
                    session,
                    new URLName(tls ? "smtps" : "smtp", null, -1, null, null, null),
                    tls ? "smtps" : "smtp",
                    tls);
        }

        private Session session() {
            return session;
        }

        @Override
        protected OutputStream data() throws MessagingException {
            if (!fence.pass()) {
                throw new FencedException();
            }
            begun = true;
            return super.data();
        }
    }
}
