package io.plumbline.ingest.git;

import static io.plumbline.ingest.git.TestRepository.lines;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who owns which line after what people do with files; where git can tell, asserted against its blame. */
class LineLifeTest {

    private static final String[] BODY = {
        "class Basket {", "    int itemsInBasket;", "    long totalInCents;", "    String currencyOfShop;", "}"
    };

    @TempDir
    private Path folder;

    private TestRepository repository;

    @BeforeEach
    void begin() throws Exception {
        repository = new TestRepository(folder.resolve("clone"));
    }

    @Test
    void aRewrittenLineEndsAtTheCommitThatRewritesIt() throws Exception {
        var first = repository.write("a.txt", "one", "two", "three").commit("first");
        var second =
                repository.days(5).write("a.txt", "one", "2", "three", "four").commit("second");

        var read = repository.read();

        assertThat(read.born(first)).isEqualTo(3);
        assertThat(read.born(second)).isEqualTo(2);
        assertThat(read.ended(second)).isEqualTo(lines(first, 1));
        assertThat(read.alive()).isEqualTo(repository.blamed("-w", "-M"));
        assertThat(read.types()).containsExactly("commit_lines", "commit_lines", "history_read");
    }

    @Test
    void aRenamedFileTakesTheOwnersOfItsLinesAlong() throws Exception {
        var first = repository.write("a.txt", BODY).commit("first");
        repository.git("mv", "a.txt", "deep/er.txt".replace('/', '-'));
        var second = repository
                .write("deep-er.txt", BODY[0], BODY[1], "    long totalInEuros;", BODY[3], BODY[4])
                .commit("rename and edit");

        var read = repository.read();

        assertThat(read.file(second, "deep-er.txt").get("old_path").asText()).isEqualTo("a.txt");
        assertThat(read.ended(second)).isEqualTo(lines(first, 1));
        assertThat(read.alive()).isEqualTo(repository.blamed("-w", "-M"));
    }

    @Test
    void reindentedLinesKeepTheirAge() throws Exception {
        var first = repository.write("a.java", BODY).commit("first");
        var second = repository
                .days(3)
                .write("a.java", BODY[0], "\tint itemsInBasket;", "\tlong  totalInCents;", BODY[3], BODY[4])
                .commit("tabs");
        var third = repository.raw("a.java", String.join("\r\n", BODY) + "\r\n").commit("line ends of Windows");

        var read = repository.read();

        assertThat(read.born(second)).isZero();
        assertThat(read.file(second, "a.java").get("reformatted").asInt()).isEqualTo(2);
        assertThat(read.file(second, "a.java").get("additions").asInt()).isEqualTo(2);
        assertThat(read.born(third)).isZero();
        assertThat(read.alive()).isEqualTo(lines(first, 5)).isEqualTo(repository.blamed("-w", "-M"));
    }

    @Test
    void aMovedBlockKeepsItsAgeInTheSameFileAndInAnother() throws Exception {
        var first = repository
                .write("a.java", "header", BODY[0], BODY[1], BODY[2], BODY[3], BODY[4], "1", "2", "3", "4", "5", "6")
                .write("b.java", "something else")
                .commit("first");
        var within = repository
                .write("a.java", "header", "1", "2", "3", "4", "5", "6", BODY[0], BODY[1], BODY[2], BODY[3], BODY[4])
                .commit("to the end");
        var across = repository
                .write("a.java", "header", "1", "2", "3", "4", "5", "6")
                .write("b.java", "something else", BODY[0], BODY[1], BODY[2], BODY[3], BODY[4])
                .commit("to another file");

        var read = repository.read();

        assertThat(read.born(within)).isZero();
        assertThat(read.born(across)).isZero();
        assertThat(read.alive()).isEqualTo(lines(first, 13)).isEqualTo(repository.blamed("-w", "-M", "-C", "-C"));
    }

    @Test
    void twoLinesThatTurnUpElsewhereAreNoMovedBlock() throws Exception {
        repository.write("a.java", BODY).write("b.java", "something else").commit("first");
        var second = repository
                .write("a.java", BODY[0], BODY[1], BODY[4])
                .write("b.java", "something else", BODY[2], BODY[3])
                .commit("two");

        assertThat(repository.read().born(second)).isEqualTo(2);
    }

    @Test
    void aCopiedFileIsBornAnew() throws Exception {
        var first = repository.write("a.java", BODY).commit("first");
        var second = repository.write("b.java", BODY).commit("copy");

        assertThat(repository.read().alive()).isEqualTo(lines(first, 5, second, 5));
    }

    @Test
    void aRevertThatSaysSoNamesTheCommitAndBringsLinesAsItsOwn() throws Exception {
        var first = repository
                .write("a.txt", "one line", "two lines", "three lines")
                .commit("first");
        var second = repository.write("a.txt", "one line", "three lines").commit("remove");
        repository.git("revert", "--no-edit", second);
        var third = repository.head();

        var read = repository.read();

        assertThat(read.commit(third).get("reverts").get(0).asText()).isEqualTo(second);
        assertThat(read.commit(third).has("undoes")).as("it says so").isFalse();
        assertThat(read.alive()).isEqualTo(lines(first, 2, third, 1)).isEqualTo(repository.blamed("-w"));
        assertThat(read.result.reverts()).isEqualTo(1);
    }

    @Test
    void aCommitThatTakesAnotherBackWithoutSayingSoUndoesIt() throws Exception {
        repository
                .write("a.txt", "one line", "two lines", "three lines")
                .write("b.txt", "before")
                .commit("first");
        var second = repository
                .write("a.txt", "one line", "2 lines", "three lines", "four lines")
                .write("b.txt", "after")
                .commit("change");
        repository.write("c.txt", "in between").commit("other");
        var undoing = repository
                .write("a.txt", "one line", "two lines", "three lines")
                .write("b.txt", "before")
                .commit("Simplify");
        var half = repository.write("b.txt", "after").commit("only half of it");

        var read = repository.read();

        assertThat(read.commit(undoing).get("undoes").asText()).isEqualTo(second);
        assertThat(read.commit(half).has("undoes")).isFalse();
        assertThat(read.result.undoing()).isEqualTo(1);
    }

    @Test
    void aMergeIsOneChangeAndNamesTheCommitsThatItBrought() throws Exception {
        repository.write("a.txt", "one", "two").commit("first");
        repository.git("checkout", "--quiet", "-b", "topic");
        var work = repository.by("Bob <bob@example.org>").write("b.txt", "new").commit("work");
        var more = repository
                .write("b.txt", "new", "more")
                .commit("more\n\nCo-authored-by: Claude <noreply@anthropic.com>");
        repository.git("checkout", "--quiet", "main");
        repository
                .by("Ada <ada@example.org>")
                .write("a.txt", "one", "two", "three")
                .commit("on main");
        repository.git("merge", "--quiet", "--no-ff", "-m", "Merge pull request #12 from octo/topic", "topic");
        var merge = repository.head();
        var rework = repository
                .by("Bob <bob@example.org>")
                .write("b.txt", "newer", "more")
                .commit("again");

        var read = repository.read();

        assertThat(read.commits).hasSize(4).doesNotContainKeys(work, more);
        assertThat(read.commit(merge).get("number").asInt()).isEqualTo(12);
        assertThat(read.commit(merge).get("brought").findValuesAsText("sha")).containsExactly(work, more);
        assertThat(read.commit(merge).get("brought").get(1).get("message").asText())
                .contains("Co-authored-by: Claude");
        assertThat(read.born(merge)).isEqualTo(2);
        assertThat(read.commit(rework).get("ended").get(0).get(3).asBoolean())
                .as("Bob reworks what Bob's branch brought")
                .isTrue();
    }

    @Test
    void anOctopusMergeIsShownAgainstItsFirstParent() throws Exception {
        repository.write("a.txt", "one").commit("first");
        for (var topic : new String[] {"x", "y"}) {
            repository.git("checkout", "--quiet", "-b", topic, "main");
            repository.write(topic + ".txt", "of " + topic).commit("work on " + topic);
        }
        repository.git("checkout", "--quiet", "main");
        repository.write("a.txt", "one", "two").commit("on main");
        repository.git("merge", "--quiet", "-m", "both", "x", "y");

        var read = repository.read();

        assertThat(read.commit(repository.head()).get("parents")).hasSize(3);
        assertThat(read.commit(repository.head()).get("brought")).hasSize(2);
        assertThat(read.born(repository.head())).isEqualTo(2);
    }

    @Test
    void aFileThatIsDeletedAndAddedAgainIsBornAgain() throws Exception {
        var first = repository.write("a.java", BODY).commit("first");
        var second = repository.remove("a.java").commit("delete");
        var third = repository.write("a.java", BODY).commit("again after all");

        var read = repository.read();

        assertThat(read.ended(second)).isEqualTo(lines(first, 5));
        assertThat(read.alive()).isEqualTo(lines(third, 5)).isEqualTo(repository.blamed());
        assertThat(read.commit(third).get("undoes").asText()).isEqualTo(second);
    }

    @Test
    void filesThatNobodyWroteByHandAreCountedButNotFollowed() throws Exception {
        var first = repository
                .write("package-lock.json", "{", "}")
                .write("vendor/lib.go", "package lib")
                .write("api/types.go", "package api")
                .write("keep/dist/hand.js", "by hand")
                .write(".gitattributes", "api/*.go linguist-generated", "keep/** -linguist-generated")
                .commit("first");
        var second = repository.write("api/types.go", "package api", "// more").commit("generate");

        var read = repository.read();

        assertThat(read.file(first, "package-lock.json").get("kind").asText()).isEqualTo("generated");
        assertThat(read.file(first, "vendor/lib.go").get("kind").asText()).isEqualTo("vendored");
        assertThat(read.file(second, "api/types.go").get("kind").asText()).isEqualTo("generated");
        assertThat(read.file(second, "api/types.go").get("additions").asInt()).isEqualTo(1);
        assertThat(read.file(first, "keep/dist/hand.js").get("kind").asText()).isEqualTo("code");
        assertThat(read.alive()).isEqualTo(lines(first, 3));
    }

    @Test
    void binaryFilesLinksModesAndEmptyCommitsHaveNoLinesToFollow() throws Exception {
        var first = repository
                .bytes("picture", new byte[] {1, 0, 2})
                .write("script", "echo hello")
                .raw("no-newline", "one\ntwo")
                .commit("first");
        repository.git("update-index", "--chmod=+x", "script");
        var empty = repository.commit("nothing at all");
        var toText = repository.write("picture", "text now", "of two lines").commit("binary to text");
        var edited = repository.write("picture", "text now", "of 2 lines").commit("edit it");
        var end = repository.raw("no-newline", "one\ntwo\nthree").commit("still without a newline");

        var read = repository.read();

        assertThat(read.file(first, "picture").get("kind").asText()).isEqualTo("binary");
        assertThat(read.commit(empty).get("born").asInt()).isZero();
        assertThat(read.file(toText, "picture").get("kind").asText()).isEqualTo("binary");
        assertThat(read.born(edited)).isEqualTo(1);
        assertThat(read.ended(edited))
                .as("the log never showed who wrote the other line")
                .isEmpty();
        assertThat(read.ended(end))
                .as("the last line got its newline, which is white space")
                .isEmpty();
        assertThat(read.born(end)).isEqualTo(1);
    }

    @Test
    void strangeNamesAndContentsAreReadAsTheyAre() throws Exception {
        var first = repository
                .write("with \"quotes\"\tand\nbreak.txt", "a")
                .write(
                        "unglück/日本.txt",
                        "diff --git a/x b/x",
                        "@@ -1 +1 @@",
                        "-- a",
                        "++ b",
                        "\\ No newline at end of file")
                .bytes("latin.txt", new byte[] {(byte) 0xe4, '\n', (byte) 0xff, 1, '\n'})
                .raw("long.txt", "x".repeat(700_000) + "\n")
                .commit("first\n\ndiff --git a/x b/x");
        var second = repository
                .write(
                        "unglück/日本.txt",
                        "diff --git a/x b/x",
                        "@@ -1 +1 @@",
                        "-- c",
                        "++ b",
                        "\\ No newline at end of file")
                .raw("long.txt", "x".repeat(700_000) + "y\n")
                .commit("second");

        var read = repository.read();

        assertThat(read.file(first, "with \"quotes\"\tand\nbreak.txt")).isNotNull();
        assertThat(read.file(first, "unglück/日本.txt").get("additions").asInt()).isEqualTo(5);
        assertThat(read.ended(second)).isEqualTo(lines(first, 2));
        assertThat(read.alive()).isEqualTo(repository.blamed());
    }

    @Test
    void theAuthorOfALineIsToldApartFromOthers() throws Exception {
        var first = repository.write("a.txt", "one", "two", "three").commit("by Ada");
        var own = repository.write("a.txt", "1", "two", "three").commit("by Ada again");
        var others = repository
                .by("Bob <bob@example.org>")
                .write("a.txt", "1", "2", "three")
                .commit("by Bob");

        var read = repository.read();

        assertThat(read.commit(own).get("ended").get(0).get(3).asBoolean()).isTrue();
        assertThat(read.commit(others).get("ended").get(0).get(3).asBoolean()).isFalse();
        assertThat(read.commit(others).get("ended").get(0).get(0).asText()).isEqualTo(first);
    }

    @Test
    void aSquashNamesItsPullRequestAtTheEndOfItsSubject() {
        assertThat(CommitWords.number("Fix the basket (#123)")).isEqualTo(123);
        assertThat(CommitWords.number("Revert \"Fix the basket (#123)\" (#124)"))
                .isEqualTo(124);
        assertThat(CommitWords.number("Revert \"Fix the basket (#123)\"")).isNull();
        assertThat(CommitWords.number("Fix #99 at last")).isNull();
        assertThat(CommitWords.number("Merge pull request #7 from octo/topic\n\nTitle"))
                .isEqualTo(7);
        assertThat(CommitWords.number("Merge branch 'x' into 'main'\n\nSee merge request a/b!15"))
                .isEqualTo(15);
        assertThat(CommitWords.number("lib: speed up\n\nPR-URL: https://github.com/nodejs/node/pull/4711"))
                .isEqualTo(4711);
        assertThat(CommitWords.number("Merged in topic (pull request #3)")).isEqualTo(3);
        assertThat(CommitWords.number("Merged PR 8: Title")).isEqualTo(8);
        assertThat(CommitWords.reverts("This reverts commit 0123456789abcdef, reversing\nchanges made to 1111111."))
                .containsExactly("0123456789abcdef");
        assertThat(CommitWords.reverts("Reverts commits 0123456, 1234567 and 2345678."))
                .containsExactly("0123456", "1234567", "2345678");
    }
}
