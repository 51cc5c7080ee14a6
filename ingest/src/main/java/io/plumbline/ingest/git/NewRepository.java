package io.plumbline.ingest.git;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a bare repository of its own with the {@code git} program, for histories that are made and not cloned. The same
 * content gives the same object ids, whatever the user's settings say.
 */
public final class NewRepository {

    private static final int BUFFER = 1 << 16;

    /** Writes commands of {@code git fast-import}, of the branch {@code refs/heads/main}, without the last {@code done}. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream commands) throws IOException;
    }

    private NewRepository() {}

    /**
     * @param folder made when needed; a repository that is there gets the new history in place of its own
     * @param url of the remote {@code origin}, which says whose the repository is; nothing is fetched
     * @throws GitException when there is no git, or it refuses the commands
     */
    public static void write(Path folder, String url, Content content) throws GitException {
        try {
            // First, so that without a git there is no empty folder.
            var git = Git.in(folder);
            Files.createDirectories(folder);
            git.text("init", "--quiet", "--bare", "--template=", "--object-format=sha1", "--initial-branch=main", ".");
            // Fast rather than small: it is written once and read once.
            Files.writeString(
                    folder.resolve("config"),
                    "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n\tcompression = 1\n"
                            + "[remote \"origin\"]\n\turl = " + url + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.TRUNCATE_EXISTING);
            try (var running = git.start("fast-import", "--quiet", "--force", "--done", "--date-format=raw")) {
                feed(running, content);
                running.awaitGoodEnd();
            }
        } catch (IOException e) {
            throw new GitException("Cannot write the repository " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void feed(Git.Running running, Content content) throws IOException, GitException {
        try (var commands = new BufferedOutputStream(running.process().getOutputStream(), BUFFER)) {
            content.writeTo(commands);
            commands.write("done\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // When git itself has failed, its own words are better than a broken pipe.
            running.awaitGoodEnd();
            throw e;
        }
    }
}
