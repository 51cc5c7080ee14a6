package io.plumbline.dashboards.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.plumbline.dashboards.dispatch.Outcome;
import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real mail server, and against one that misbehaves on purpose. */
class SmtpTest {

    private static final byte[] PICTURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 1, 2, 3};

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @AfterEach
    void stop() {
        server.stop();
    }

    private static Letter letter() {
        return new Letter(
                "grace@example.org",
                "Payments wk 46: cycle 31 h (-18%), größer",
                "Text: größer\n",
                "<!DOCTYPE html><p>Größer <img src=\"cid:trend@plumbline\">",
                List.of(new Letter.Picture("trend@plumbline", "trend.png", PICTURE)),
                Map.of(
                        "List-Unsubscribe", "<https://plumbline.example.org/u/AAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAA>",
                        "List-Unsubscribe-Post", "List-Unsubscribe=One-Click",
                        "List-Id", "Plumbline digest <digest.plumbline.example.org>",
                        "Auto-Submitted", "auto-generated"),
                "digest-1-2026-W46@plumbline.example.org",
                Instant.parse("2026-11-16T08:00:00Z"));
    }

    private static Outcome send(MailSettings settings) {
        try (var smtp = new Smtp(settings, "Acme")) {
            return smtp.send(smtp.written(letter()), "grace@example.org", () -> true);
        }
    }

    @Test
    void aLetterArrivesAsTextAndHtmlWithItsPicture() throws Exception {
        server.start();

        var outcome = send(Mails.to(server.getSmtp().getPort()));

        assertThat(outcome).isInstanceOf(Outcome.Sent.class);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Payments wk 46: cycle 31 h (-18%), größer");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var alternative = (MimeMultipart) mail.getContent();
        assertThat(alternative.getCount()).isEqualTo(2);
        assertThat(alternative.getBodyPart(0).getContentType()).startsWith("text/plain; charset=utf-8");
        assertThat((String) alternative.getBodyPart(0).getContent()).isEqualToNormalizingNewlines("Text: größer\n");
        assertThat(alternative.getBodyPart(1).getContentType()).startsWith("multipart/related");
        var related = (MimeMultipart) alternative.getBodyPart(1).getContent();
        assertThat(related.getBodyPart(0).getContentType()).startsWith("text/html; charset=utf-8");
        assertThat((String) related.getBodyPart(0).getContent()).contains("Größer");
        BodyPart picture = related.getBodyPart(1);
        assertThat(picture.getContentType()).startsWith("image/png");
        assertThat(picture.getDisposition()).isEqualTo("inline");
        assertThat(picture.getHeader("Content-ID")).containsExactly("<trend@plumbline>");
        assertThat(picture.getInputStream().readAllBytes()).isEqualTo(PICTURE);
    }

    @Test
    void itsHeadersAreThoseOfAListThatCanBeLeftWithOneClick() throws Exception {
        server.start();

        send(Mails.to(server.getSmtp().getPort()));

        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getHeader("List-Unsubscribe"))
                .containsExactly("<https://plumbline.example.org/u/AAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAA>");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(mail.getHeader("List-Id")).containsExactly("Plumbline digest <digest.plumbline.example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Message-ID")).containsExactly("<digest-1-2026-W46@plumbline.example.org>");
        assertThat(mail.getHeader("From")).containsExactly("Acme <plumbline@example.org>");
        assertThat(mail.getHeader("MIME-Version")).containsExactly("1.0");
        assertThat(mail.getSentDate()).isEqualTo("2026-11-16T08:00:00Z");
        assertThat(mail.getHeader("Return-Path")).as("envelope sender").containsExactly("<bounces@example.org>");
    }

    @Test
    void theKeptMailIsAsciiAndTheSameForEveryAttempt() {
        var smtp = new Smtp(Mails.to(25), "Acme");

        var mime = smtp.written(letter());

        assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(mime)).isTrue();
        assertThat(mime.lines().mapToInt(String::length).max().orElseThrow()).isLessThan(999);
    }

    @Test
    void aServerThatWantsALoginGetsIt() {
        server.setUser("plumbline", "right");
        server.start();

        assertThat(send(Mails.to(server.getSmtp().getPort(), "plumbline", "right", MailSettings.Security.NONE)))
                .isInstanceOf(Outcome.Sent.class);
    }

    @Test
    void aWrongPasswordIsNotTheMessagesFault() {
        server.setUser("plumbline", "right");
        server.start();

        var outcome = send(Mails.to(server.getSmtp().getPort(), "plumbline", "wrong", MailSettings.Security.NONE));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Away.class, away -> assertThat(away.reason())
                .contains("refuses the login"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatIsDownIsAway() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(send(Mails.to(free))).isInstanceOf(Outcome.Away.class);
    }

    @Test
    void aServerWithoutStartTlsGetsNothingInTheClear() {
        server.start();

        var outcome = send(Mails.to(server.getSmtp().getPort(), "", "", MailSettings.Security.STARTTLS));

        assertThat(outcome).isInstanceOf(Outcome.Away.class);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    /** What is known after each kind of trouble: nothing was delivered and it may be tried again, or never, or nobody knows. */
    @ParameterizedTest(name = "{0} answered with {1}: {2}")
    @CsvSource({
        "RCPT, 450 mailbox busy, Later",
        "RCPT, 550 no such user, Rejected",
        "MAIL, 451 try later, Later",
        "MAIL, 553 not from you, Rejected",
        "DATA, 451 try later, Later",
        "DATA, 554 no, Rejected",
        "., 452 full, Later",
        "., 554 spam, Rejected",
        "RCPT, hang up, Later",
        "RCPT, silence, Later",
        "DATA, hang up, Unknown",
        "., hang up, Unknown",
        "., silence, Unknown",
    })
    void everyTroubleHasItsOutcome(String command, String reply, String expected) throws IOException {
        try (var scripted = new ScriptedServer().answer(command, reply)) {
            var outcome = send(Mails.to(scripted.port()));

            assertThat(outcome.getClass().getSimpleName())
                    .as(outcome.toString())
                    .isEqualTo(expected);
            if (reply.matches("\\d.*")) {
                assertThat(outcome.toString()).contains(reply.substring(0, 3));
            }
        }
    }

    @Test
    void aFenceThatIsClosedLetsNothingThrough() {
        server.start();
        var asked = new AtomicInteger();
        try (var smtp = new Smtp(Mails.to(server.getSmtp().getPort()), "Acme")) {
            var outcome = smtp.send(smtp.written(letter()), "grace@example.org", () -> {
                asked.incrementAndGet();
                return false;
            });

            assertThat(outcome).isInstanceOf(Outcome.Fenced.class);
            assertThat(asked).hasValue(1);
            assertThat(server.getReceivedMessages()).isEmpty();
            assertThat(smtp.send(smtp.written(letter()), "grace@example.org", () -> true))
                    .isInstanceOf(Outcome.Sent.class);
        }
    }

    @Test
    void addressesThatAreNoneAreRefused() {
        assertThat(Smtp.isAddress("grace@example.org")).isTrue();
        for (var text : List.of(
                "",
                "grace",
                "grace@",
                "@example.org",
                "a@b c",
                "a@b\r\nBcc: x@y",
                "a@b,c@d",
                "A <a@b>",
                "grä@example.org")) {
            assertThat(Smtp.isAddress(text)).as(text).isFalse();
        }
    }

    @Test
    void unsubscribeTokensCannotBeGuessedOrChanged() {
        var tokens = new UnsubscribeTokens("a key");
        var token = tokens.of(42);

        assertThat(token).hasSize(32).matches("[A-Za-z0-9_-]+");
        assertThat(tokens.read(token)).hasValue(42);
        assertThat(new UnsubscribeTokens("another key").read(token)).isEmpty();
        assertThat(tokens.read(tokens.of(43).substring(0, 11) + token.substring(11)))
                .isEmpty();
        assertThat(tokens.read("")).isEmpty();
        assertThat(tokens.read("%%%")).isEmpty();
    }
}
