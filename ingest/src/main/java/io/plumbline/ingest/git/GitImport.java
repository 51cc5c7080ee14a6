package io.plumbline.ingest.git;

import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.ingest.raw.RawSink;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads the history of a local clone and sends what is new of it.
 *
 * <p>The whole branch is read each time, because what a commit ends follows from all before it; a commit is sent when it was
 * not sent before, or when the rules of reading are others now. A commit's event follows from its hash, so reading again,
 * from anywhere, gives the same event. After a rewritten history the commits that are gone are taken back.
 *
 * <p>Failure semantics: killed at any time, the same call sends what was not acknowledged, and at most a few thousand
 * commits a second time. One instance runs once.
 */
public final class GitImport {

    public static final String SOURCE = "git";
    public static final String COMMIT = "commit_lines";
    public static final String GONE = "commit_gone";
    public static final String READ = "history_read";

    /** Changes with what is read from a commit. */
    private static final String VERSION = "1";

    private static final int SAVE_EVERY = 2_000;
    private static final int TELL_EVERY = 256;

    private final Path clone;
    private final RawSink sink;
    private final Path checkpoints;
    private final GitListener listener;
    private final Clock clock;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private String repo;
    private String branch;
    private Instant since = Instant.MIN;
    private boolean again;
    private volatile boolean stopped;

    private SentCommits before;
    private RemoteName remote;
    private int sent;
    private int gone;
    private int numbered;
    private int reverts;
    private int undoing;
    private long born;
    private long ended;

    /** @param checkpoints a directory of its own for each destination; made when needed */
    public GitImport(Path clone, RawSink sink, Path checkpoints, GitListener listener, Clock clock) {
        this.clone = clone;
        this.sink = sink;
        this.checkpoints = checkpoints;
        this.listener = listener;
        this.clock = clock;
    }

    /** @param ownerAndName null = as the remote {@code origin} says */
    public GitImport ofRepository(String ownerAndName) {
        repo = ownerAndName;
        return this;
    }

    /** @param name null = the remote's head, else the current one */
    public GitImport ofBranch(String name) {
        branch = name;
        return this;
    }

    /** Sends only commits that came to the branch then or later; what they ended is told however old it is. */
    public GitImport since(Instant first) {
        since = first;
        return this;
    }

    /** Sends everything, whatever was sent before. */
    public GitImport again() {
        again = true;
        return this;
    }

    /** Ends the run after the commit in hand, from any thread, with everything sent acknowledged and remembered. */
    public void stop() {
        stopped = true;
    }

    public GitImportResult run() throws GitException {
        var begin = clock.instant();
        var opened = Clone.open(clone, repo, branch);
        remote = opened.remote();
        try (var objects = new Objects(opened.git());
                var log = start(opened)) {
            before = SentCommits.read(
                    checkpoints, remote.repo(), VERSION + "-" + opened.kinds().fingerprint(), again);
            if (!opened.edge().isEmpty()) {
                listener.warning("The clone is shallow: of the lines of its oldest commit nobody knows when they were"
                        + " written, so their end is not counted. `git fetch --unshallow` brings the rest.");
            }
            return read(opened, objects, log, begin);
        } catch (IOException e) {
            throw new GitException("Cannot read the history of " + clone + " to its end: " + e.getMessage(), e);
        }
    }

    private static Git.Running start(Clone opened) throws GitException {
        var arguments = new ArrayList<>(LogReader.ARGUMENTS);
        arguments.add(opened.head());
        arguments.add("--");
        return opened.git().start(arguments.toArray(String[]::new));
    }

    private GitImportResult read(Clone opened, Objects objects, Git.Running log, Instant begin)
            throws IOException, GitException {
        var merges = Merges.of(opened.git(), opened.head());
        var replay = new Replay(opened.kinds(), blob -> lines(objects, blob));
        var payload = new CommitPayload(remote, opened.branch());
        var history = new History();
        var reader = new LogReader(log.output());
        var commit = next(reader, log);
        for (; commit != null && !stopped; commit = next(reader, log)) {
            var header = commit.header();
            var brought = new ArrayList<CommitHeader>();
            for (var sha : merges.broughtBy(header)) {
                brought.add(objects.commit(sha));
            }
            int index = history.add(header, brought);
            var change = replay.apply(index, commit.files(), opened.edge().contains(header.sha()));
            count(header, brought, change);
            if (!before.contains(header.sha()) && !header.committedAt().isBefore(since)) {
                send(COMMIT, header.sha(), payload.commit(header, brought, change, index, history));
                before.add(header.sha(), header.committedAt());
                if (++sent % SAVE_EVERY == 0) {
                    save();
                }
            }
            if (history.size() % TELL_EVERY == 0) {
                listener.progress(history.size(), opened.commits(), sent, Duration.between(begin, clock.instant()));
            }
        }
        if (commit == null) {
            log.awaitGoodEnd();
            takeBack(history, payload);
            tellHead(opened, history, payload);
        }
        save();
        listener.progress(history.size(), opened.commits(), sent, Duration.between(begin, clock.instant()));
        return new GitImportResult(
                commit == null,
                remote.repo(),
                opened.branch(),
                history.size(),
                sent,
                gone,
                numbered,
                reverts,
                undoing,
                born,
                ended,
                replay.files(),
                replay.runs(),
                Duration.between(begin, clock.instant()));
    }

    /** When git itself fails half way, its own words are better than ours. */
    private static LogReader.Commit next(LogReader reader, Git.Running log) throws IOException, GitException {
        try {
            return reader.next();
        } catch (IOException e) {
            log.awaitGoodEnd();
            throw e;
        }
    }

    private static int lines(Objects objects, String blob) throws IOException {
        try {
            return objects.lines(blob);
        } catch (GitException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void count(CommitHeader header, List<CommitHeader> brought, CommitChange change) {
        numbered += CommitWords.number(header.message()) == null ? 0 : 1;
        boolean says = !CommitWords.reverts(header.message()).isEmpty()
                || brought.stream()
                        .anyMatch(one -> !CommitWords.reverts(one.message()).isEmpty());
        reverts += says ? 1 : 0;
        undoing += !says && change.undoes() >= 0 ? 1 : 0;
        born += change.born();
        ended += change.removed();
    }

    /** Commits that were sent before and are no longer on the branch. */
    private void takeBack(History history, CommitPayload payload) throws IOException, GitException {
        var now = new HashSet<String>();
        for (int commit = 0; commit < history.size(); commit++) {
            now.add(history.sha(commit));
        }
        var lost = new LinkedHashMap<>(before.all());
        lost.keySet().removeAll(now);
        for (Map.Entry<String, Instant> one : lost.entrySet()) {
            send(GONE, one.getKey(), payload.gone(one.getKey(), one.getValue()));
            before.addGone(one.getKey());
            gone++;
        }
    }

    private void tellHead(Clone opened, History history, CommitPayload payload) throws IOException, GitException {
        if (sent + gone == 0 && before.isHead(opened.head())) {
            return;
        }
        var headAt = history.at(history.size() - 1);
        send(READ, opened.head(), payload.read(opened.head(), headAt, history.size()));
        before.addHead(opened.head());
    }

    private void send(String type, String sha, byte[] payload) throws GitException {
        if (payload.length > RawEventProducer.MAX_PAYLOAD_BYTES) {
            throw new GitException("Commit " + sha + " changes lines of so many commits that its event has "
                    + payload.length + " bytes, more than the " + RawEventProducer.MAX_PAYLOAD_BYTES
                    + " that can be stored");
        }
        var at = clock.instant();
        // What comes back after it was gone is another delivery.
        var id = remote.repo() + "@" + sha + ":" + type + ":"
                + (type.equals(COMMIT) ? digest(payload) : at.toEpochMilli());
        var stored =
                sink.send(new RawEvent(SOURCE, id, type, null, remote.repo(), at, Map.of(), ByteBuffer.wrap(payload)));
        var unused = stored.whenComplete((ok, problem) -> failure.compareAndSet(null, problem));
        check();
    }

    private void save() throws IOException, GitException {
        sink.flush();
        check();
        before.save();
    }

    private void check() throws GitException {
        var problem = failure.get();
        if (problem != null) {
            throw new GitException("Kafka did not store an event: " + problem.getMessage(), problem);
        }
    }

    private static String digest(byte[] payload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
