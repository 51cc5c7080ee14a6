package io.plumbline.ingest.git;

import io.plumbline.ingest.git.CommitHeader.Person;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Contents of single objects, from a git that waits for questions; started with the first one. */
final class Objects implements AutoCloseable {

    private final Git git;
    private Git.Running running;
    private InputStream in;
    private OutputStream out;

    Objects(Git git) {
        this.git = git;
    }

    /** Author and message of a commit. */
    CommitHeader commit(String sha) throws IOException, GitException {
        var text = new String(content(sha), StandardCharsets.UTF_8);
        int end = text.indexOf("\n\n");
        var head = end < 0 ? text : text.substring(0, end);
        var author = head.lines()
                .filter(line -> line.startsWith("author "))
                .findFirst()
                .orElse("author <>");
        int open = author.indexOf('<');
        int close = author.indexOf('>', open);
        var person = new Person(
                open <= 7 ? "" : author.substring(7, open).strip(),
                open < 0 || close < 0 ? "" : author.substring(open + 1, close));
        return new CommitHeader(
                sha,
                java.util.List.of(),
                person,
                person,
                null,
                null,
                end < 0 ? "" : text.substring(end + 2).strip());
    }

    byte[] content(String name) throws IOException, GitException {
        int size = ask(name);
        var bytes = in.readNBytes(size);
        in.skipNBytes(1);
        return bytes;
    }

    /** As git counts them: a last line without a line break is one too. */
    int lines(String blob) throws IOException, GitException {
        int left = ask(blob);
        int lines = 0;
        byte last = '\n';
        var buffer = new byte[1 << 16];
        while (left > 0) {
            int read = in.read(buffer, 0, Math.min(left, buffer.length));
            if (read < 0) {
                throw new EOFException("git cat-file ended early");
            }
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
            last = buffer[read - 1];
            left -= read;
        }
        in.skipNBytes(1);
        return last == '\n' ? lines : lines + 1;
    }

    /** @return size */
    private int ask(String name) throws IOException, GitException {
        if (running == null) {
            running = git.start("cat-file", "--batch");
            in = new BufferedInputStream(running.output(), 1 << 16);
            out = running.process().getOutputStream();
        }
        out.write((name + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        var answer = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                running.awaitGoodEnd();
                throw new EOFException("git cat-file ended early");
            }
            answer.append((char) next);
        }
        var fields = answer.toString().split(" ");
        if (fields.length != 3) {
            throw new IOException("git has no object " + name + ": " + answer);
        }
        return Integer.parseInt(fields[2]);
    }

    @Override
    public void close() {
        if (running != null) {
            running.close();
        }
    }
}
