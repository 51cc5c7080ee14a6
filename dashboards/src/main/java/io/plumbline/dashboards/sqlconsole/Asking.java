package io.plumbline.dashboards.sqlconsole;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.access.Access;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.sqlconsole.Runs.Outcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Puts one question to ClickHouse: within the person's quota, with a row in the history before and in the audit after,
 * however it ends.
 */
final class Asking {

    private static final long MILLION = 1_000_000;

    /** How reading the answer ended. */
    record Ended(Outcome outcome, long rows, String message) {}

    /** Takes the rows. */
    interface Reading {
        Ended read(HttpResponse<InputStream> answer, Supplier<Long> millis) throws IOException, RefusedException;
    }

    private final ConsoleSettings settings;
    private final ClickHouse clickHouse;
    private final Running running;
    private final Runs runs;
    private final Access access;

    Asking(ConsoleSettings settings, ClickHouse clickHouse, Running running, Runs runs, Access access) {
        this.settings = settings;
        this.clickHouse = clickHouse;
        this.running = running;
        this.runs = runs;
        this.access = access;
    }

    /** @throws RefusedException when it was not put, or ClickHouse refused it before the first row */
    void ask(Context ctx, Reader reader, Question question, String sql, ClickHouse.Wanted wanted, Reading reading)
            throws RefusedException {
        runs.begin(reader.accountId(), question);
        var quota = overQuota(reader);
        if (quota != null) {
            end(ctx, reader, question, new Ended(Outcome.REFUSED, 0, quota.getMessage()), 0);
            throw quota;
        }
        var run = running.start(question.id(), reader.accountId()).orElse(null);
        if (run == null) {
            var busy = new RefusedException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "As many queries as one person may run at once (" + settings.atOnce() + ") are under way.",
                    "Wait for one of them, or cancel it.");
            end(ctx, reader, question, new Ended(Outcome.REFUSED, 0, busy.getMessage()), 0);
            throw busy;
        }
        long begun = System.nanoTime();
        Supplier<Long> millis = () -> (System.nanoTime() - begun) / MILLION;
        // Stays so when something is thrown that nobody thought of.
        var ended = new Ended(Outcome.FAILED, 0, "The answer could not be read.");
        try {
            ended = put(run, question, sql, wanted, reading, millis);
        } catch (RefusedException e) {
            ended = run.isCancelled() ? cancelled() : new Ended(Outcome.FAILED, 0, e.getMessage());
            throw run.isCancelled() ? wasCancelled() : e;
        } finally {
            running.end(run);
            end(ctx, reader, question, ended, millis.get());
        }
    }

    private Ended put(
            Running.Run run,
            Question question,
            String sql,
            ClickHouse.Wanted wanted,
            Reading reading,
            Supplier<Long> millis)
            throws RefusedException {
        try {
            var waiting = clickHouse.ask(question, sql, wanted);
            run.waitsFor(waiting);
            var answer = waiting.join();
            try (var rows = answer.body()) {
                run.reads(rows);
                var ended = reading.read(ClickHouse.checked(answer), millis);
                if (ended.outcome() != Outcome.FINISHED) {
                    // More rows would come, but nobody wants them.
                    clickHouse.kill(question.id());
                }
                return run.isCancelled() ? cancelled() : ended;
            }
        } catch (CancellationException e) {
            throw wasCancelled();
        } catch (Lines.TooLongException e) {
            clickHouse.kill(question.id());
            throw new RefusedException(HttpStatus.BAD_REQUEST, e.getMessage(), "");
        } catch (CompletionException | IOException e) {
            if (run.isCancelled()) {
                throw wasCancelled();
            }
            clickHouse.kill(question.id());
            throw new RefusedException(
                    HttpStatus.SERVICE_UNAVAILABLE, "ClickHouse does not answer.", "Try again in a moment.");
        }
    }

    private static Ended cancelled() {
        return new Ended(Outcome.CANCELLED, 0, "");
    }

    private static RefusedException wasCancelled() {
        return new RefusedException(HttpStatus.BAD_REQUEST, "The query was cancelled.", "");
    }

    /** Null = within it. */
    private RefusedException overQuota(Reader reader) {
        var used = runs.ofThisHour(reader.accountId());
        // The one that is being asked is among them already.
        if (used.queries() > settings.queriesPerHour()) {
            return new RefusedException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "One person may ask " + settings.queriesPerHour() + " queries in an hour.",
                    "Wait a while, or ask an administrator to raise plumbline.sql.queries-per-hour.");
        }
        if (used.millis() > settings.timePerHour().toMillis()) {
            return new RefusedException(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "One person's queries may run " + settings.timePerHour().toSeconds() + " seconds in an hour.",
                    "Wait a while, or ask an administrator to raise plumbline.sql.time-per-hour.");
        }
        return null;
    }

    private void end(Context ctx, Reader reader, Question question, Ended ended, long millis) {
        runs.end(question.id(), ended.outcome(), ended.rows(), millis, ended.message());
        var detail = question.statement()
                + (question.parameters().isEmpty() ? "" : "\n-- parameters " + Runs.json(question.parameters()))
                + (ended.message().isEmpty() ? "" : "\n-- " + ended.message().replace('\n', ' '));
        access.askedSql(
                ctx,
                reader,
                ended.outcome().id() + ", " + question.kind().id() + ", " + ended.rows() + " rows, " + millis + " ms, "
                        + question.id(),
                detail);
    }
}
