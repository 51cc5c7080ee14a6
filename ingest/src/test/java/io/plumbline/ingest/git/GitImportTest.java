package io.plumbline.ingest.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.provenance.ProvenanceEvents;
import io.plumbline.schema.event.CommitLines;
import io.plumbline.schema.event.HistoryRead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent, when the same clone is imported again, changed, rewritten or broken. */
class GitImportTest {

    @TempDir
    private Path folder;

    private TestRepository repository;

    @BeforeEach
    void begin() throws Exception {
        repository = new TestRepository(folder.resolve("clone"));
    }

    private GitImport reading(ReadHistory into) {
        return new GitImport(repository.folder, into, folder.resolve("imports"), GitListener.SILENT, Clock.systemUTC());
    }

    private ReadHistory again() throws GitException {
        var read = new ReadHistory();
        read.result = reading(read).run();
        return read;
    }

    @Test
    void aSecondImportSendsOnlyWhatIsNew() throws Exception {
        var first = repository.write("a.txt", "one").commit("first");
        again();

        var nothing = again();
        var second = repository.days(1).write("a.txt", "two").commit("second");
        var oneMore = again();

        assertThat(nothing.events).isEmpty();
        assertThat(oneMore.types()).containsExactly("commit_lines", "history_read");
        assertThat(oneMore.ended(second)).containsOnlyKeys(first);
    }

    @Test
    void againSendsTheSameEventsUnderTheSameIds() throws Exception {
        repository.write("a.txt", "one").commit("first");
        repository.write("a.txt", "two").commit("second");
        var once = again();

        var twice = new ReadHistory();
        reading(twice).again().run();

        assertThat(twice.commits).isEqualTo(once.commits);
        assertThat(twice.events.get(0).getDeliveryId())
                .isEqualTo(once.events.get(0).getDeliveryId());
    }

    @Test
    void anImportThatWasStoppedIsFinishedByTheNext() throws Exception {
        for (int i = 0; i < 5; i++) {
            repository.write("a.txt", "line " + i).commit("commit " + i);
        }
        var half = new ReadHistory();
        var stopping = reading(half);
        stopping.stop();

        var stopped = stopping.run();
        var rest = again();

        assertThat(stopped.finished()).isFalse();
        assertThat(half.commits.size() + rest.commits.size()).isEqualTo(5);
        assertThat(rest.types()).endsWith("history_read");
    }

    @Test
    void afterAForcePushTheCommitsThatAreGoneAreTakenBackAndTheOthersNotSentAgain() throws Exception {
        var kept = repository.write("a.txt", "one").commit("first");
        var lost = repository.write("a.txt", "one", "two").commit("second");
        again();
        repository.git("reset", "--quiet", "--hard", kept);
        var instead = repository.days(1).write("a.txt", "one", "2").commit("second, better");

        var read = again();

        assertThat(read.types()).containsExactly("commit_lines", "commit_gone", "history_read");
        assertThat(read.commits).containsOnlyKeys(instead);
        var gone = (CommitLines)
                ((Mapped) ProvenanceEvents.map(read.events.get(1))).events().get(0);
        assertThat(gone.getSha()).isEqualTo(lost);
        assertThat(gone.getGone()).isTrue();
        assertThat(again().events).isEmpty();
    }

    @Test
    void changedAttributesMakeEverythingBeSentAgain() throws Exception {
        repository.write("a.txt", "one").commit("first");
        again();
        repository.write(".gitattributes", "a.txt linguist-generated").commit("second");

        var read = again();

        assertThat(read.commits).hasSize(2);
        assertThat(read.result.gone()).isZero();
    }

    @Test
    void sinceLeavesOutOlderCommitsButNotTheirAge() throws Exception {
        var old = repository.write("a.txt", "one").commit("first");
        var young = repository.days(30).write("a.txt", "two").commit("second");
        var read = new ReadHistory();

        reading(read).since(TestRepository.BEGIN.plusSeconds(86_400)).run();

        assertThat(read.commits).containsOnlyKeys(young);
        assertThat(read.ended(young)).containsOnlyKeys(old);
    }

    @Test
    void ofAShallowCloneTheOldestLinesHaveNoAge() throws Exception {
        repository.write("a.txt", "one", "two").commit("first");
        var edge = repository.write("a.txt", "one", "two", "three").commit("second");
        var last = repository.write("a.txt", "1", "two", "3").commit("third");
        repository.git(
                "clone",
                "--quiet",
                "--depth=2",
                "file://" + repository.folder,
                folder.resolve("shallow").toString());

        var read = ReadHistory.of(folder.resolve("shallow"), "octo/hello");

        assertThat(read.warnings).singleElement().asString().contains("shallow");
        assertThat(read.born(edge)).isZero();
        assertThat(read.born(last)).isEqualTo(2);
        assertThat(read.ended(last)).isEmpty();
    }

    @Test
    void everyEventIsReadBackAsItWasWritten() throws Exception {
        var first = repository.write("a.txt", "one").commit("first (#5)");
        var second = repository.days(2).write("a.txt", "two").commit("second");

        var events = repository.read().events.stream()
                .flatMap(raw -> ((Mapped) ProvenanceEvents.map(raw)).events().stream())
                .toList();

        var commit = (CommitLines) events.get(1);
        assertThat(((CommitLines) events.get(0)).getNumber()).isEqualTo(5);
        assertThat(commit.getRepo()).isEqualTo("octo/hello");
        assertThat(commit.getSha()).isEqualTo(second);
        assertThat(commit.getBranch()).isEqualTo("main");
        assertThat(commit.getMeta().getProvider()).isEqualTo("github");
        assertThat(commit.getRemoved()).isEqualTo(1);
        assertThat(commit.getEnded()).singleElement().satisfies(ended -> {
            assertThat(ended.getSha()).isEqualTo(first);
            assertThat(ended.getWrittenAt()).isEqualTo(TestRepository.BEGIN);
            assertThat(ended.getSameAuthor()).isTrue();
        });
        assertThat((HistoryRead) events.get(2)).satisfies(read -> {
            assertThat(read.getHead()).isEqualTo(second);
            assertThat(read.getCommits()).isEqualTo(2);
            assertThat(read.getHeadAt()).isEqualTo(Instant.parse("2026-01-03T00:01:00Z"));
        });
    }

    @Test
    void settingsOfTheUserChangeNothing() throws Exception {
        repository.write("a.txt", "one", "two", "three", "four", "five").commit("first");
        repository.git("mv", "a.txt", "b.txt");
        repository.write("b.txt", "one", "2", "three", "four", "five").commit("second");
        var before = repository.read();
        for (var setting : List.of(
                "diff.noprefix=true",
                "color.ui=always",
                "diff.renames=false",
                "diff.context=9",
                "log.showSignature=true",
                "diff.external=/bin/false",
                "diff.mnemonicPrefix=true",
                "diff.algorithm=histogram",
                "core.abbrev=4",
                "diff.interHunkContext=5",
                "log.diffMerges=combined",
                "diff.submodule=log",
                "log.decorate=full")) {
            repository.git("config", setting.split("=")[0], setting.split("=")[1]);
        }

        assertThat(repository.read().commits).isEqualTo(before.commits);
    }

    @Test
    void whatIsNoCloneIsExplained() throws Exception {
        Files.createDirectories(folder.resolve("empty"));

        assertThatThrownBy(() -> ReadHistory.of(folder.resolve("empty"), null)).hasMessageContaining("is no git clone");
        assertThatThrownBy(() -> ReadHistory.of(folder.resolve("nowhere"), null))
                .hasMessageContaining("No such directory");
        assertThatThrownBy(() -> repository.read()).hasMessageContaining("There is no commit");
        repository.write("a.txt", "one").commit("first");
        repository.git("remote", "set-url", "origin", "/srv/somewhere");
        assertThatThrownBy(() -> repository.read()).hasMessageContaining("--repo owner/name");
        assertThatThrownBy(() -> Git.in(folder, folder.resolve("no-git").toString()))
                .hasMessageContaining("is it installed");
    }

    @Test
    void remotesNameTheirRepository() {
        assertThat(RemoteName.of("https://github.com/octo/hello.git")).contains(new RemoteName("github", "octo/hello"));
        assertThat(RemoteName.of("git@github.com:octo/hello.git")).contains(new RemoteName("github", "octo/hello"));
        assertThat(RemoteName.of("ssh://git@gitlab.example.org:2222/a/b/c.git/"))
                .contains(new RemoteName("gitlab", "a/b/c"));
        assertThat(RemoteName.of("/srv/git/hello.git")).isEmpty();
        assertThat(RemoteName.of("file:///srv/git/hello.git")).isEmpty();
    }

    @Test
    void thisProjectsOwnHistoryAddsUp() throws Exception {
        var root = Path.of(System.getProperty("plumbline.root", ".."));
        assumeTrue(Files.exists(root.resolve(".git")), "skipped: not a clone");
        var git = Git.in(root);
        assumeTrue(git.text("rev-parse", "--is-shallow-repository").equals("false"), "skipped: the clone is shallow");

        var read = ReadHistory.of(root, "plumbline/plumbline");

        // The branch that the remote calls its default, which need not be the one checked out.
        var head = List.copyOf(read.commits.keySet()).get(read.commits.size() - 1);
        var kinds = new PathKinds();
        long lines = 0;
        try (var objects = new Objects(git)) {
            for (var entry : git.text("ls-tree", "-r", "-z", head).split("\0")) {
                var path = entry.substring(entry.indexOf('\t') + 1);
                var content =
                        objects.content(entry.substring(0, entry.indexOf('\t')).split(" ")[2]);
                boolean text = new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(0) < 0;
                if (text && kinds.of(path).equals("code")) {
                    lines += objects.lines(
                            entry.substring(0, entry.indexOf('\t')).split(" ")[2]);
                }
            }
        }
        assertThat(read.result.commits())
                .isEqualTo(Integer.parseInt(git.text("rev-list", "--first-parent", "--count", head)));
        assertThat(read.result.born() - read.result.ended()).isEqualTo(lines);
    }
}
