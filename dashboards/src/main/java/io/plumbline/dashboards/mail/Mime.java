package io.plumbline.dashboards.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Letters as RFC 5322 text, ASCII only: alternative(text, related(html, pictures)). Readers that show one part only take the
 * last one that they can, so the best comes last.
 */
final class Mime {

    static final Session SESSION = Session.getInstance(new Properties());

    private Mime() {}

    /** @throws IllegalArgumentException when an address cannot be one */
    static String of(Letter letter, String from, String organisation) {
        try {
            var message = new Kept(letter.messageId());
            message.setFrom(new InternetAddress(from, organisation, "utf-8"));
            message.setRecipient(MimeMessage.RecipientType.TO, address(letter.to()));
            message.setSubject(letter.subject(), "utf-8");
            message.setSentDate(Date.from(letter.date()));
            for (var header : new TreeMap<>(letter.headers()).entrySet()) {
                message.setHeader(header.getKey(), header.getValue());
            }
            if (letter.html().isEmpty()) {
                message.setText(letter.text(), "utf-8");
            } else {
                message.setContent(alternative(letter));
            }
            message.saveChanges();
            var out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toString(StandardCharsets.US_ASCII);
        } catch (MessagingException | IOException e) {
            throw new IllegalArgumentException("This letter cannot be written: " + e.getMessage(), e);
        }
    }

    /** @throws MessagingException when it is none, or several */
    static InternetAddress address(String text) throws MessagingException {
        var address = new InternetAddress(text, true);
        address.validate();
        return address;
    }

    private static MimeMultipart alternative(Letter letter) throws MessagingException {
        var text = new MimeBodyPart();
        text.setText(letter.text(), "utf-8");
        var alternative = new MimeMultipart("alternative");
        alternative.addBodyPart(text);
        alternative.addBodyPart(related(letter));
        return alternative;
    }

    private static MimeBodyPart related(Letter letter) throws MessagingException {
        var html = new MimeBodyPart();
        html.setText(letter.html(), "utf-8", "html");
        var related = new MimeMultipart("related");
        related.addBodyPart(html);
        for (var picture : letter.pictures()) {
            var part = new MimeBodyPart();
            part.setDataHandler(new DataHandler(new ByteArrayDataSource(picture.png(), "image/png")));
            part.setContentID("<" + picture.cid() + ">");
            part.setDisposition(Part.INLINE);
            part.setFileName(picture.fileName());
            related.addBodyPart(part);
        }
        var wrapped = new MimeBodyPart();
        wrapped.setContent(related);
        return wrapped;
    }

    /** The library makes a new Message-ID whenever a message is saved; ours names the occasion. */
    private static final class Kept extends MimeMessage {

        private final String id;

        private Kept(String id) {
            super(SESSION);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }
}
