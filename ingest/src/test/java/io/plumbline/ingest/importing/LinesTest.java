package io.plumbline.ingest.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void endsOfLinesAndABlankLastLineDoNotCount() throws IOException {
        assertThat(read("a\r\n\nb  \n c\n", 100)).containsExactly("a", "", "b", " c");
        assertThat(read("\uFEFFa\n\uFEFFb", 100)).containsExactly("a", "\uFEFFb");
        assertThat(read("", 100)).isEmpty();
        assertThat(read("\n", 100)).containsExactly("");
    }

    @Test
    void ofALineThatIsTooLongTheBeginningIsGivenAndTheNextLineFollows() throws IOException {
        var lines = lines("12345\n123456\nabc", 5);

        assertThat(lines.next()).isTrue();
        assertThat(lines.cut()).isFalse();
        assertThat(lines.next()).isTrue();
        assertThat(lines.cut()).isTrue();
        assertThat(text(lines)).isEqualTo("12345");
        assertThat(lines.offset()).isEqualTo(13);
        assertThat(lines.next()).isTrue();
        assertThat(text(lines)).isEqualTo("abc");
        assertThat(lines.next()).isFalse();
    }

    /** Against a plain split, however the stream delivers its bytes, from the beginning and from any line on. */
    @Test
    void anyContentIsCutAtItsNewlines() throws IOException {
        var random = new Random(11);
        for (var round = 0; round < 300; round++) {
            var content = new StringBuilder();
            for (var line = random.nextInt(30); line > 0; line--) {
                content.append("x".repeat(random.nextInt(round % 10 == 0 ? 400_000 : 40)))
                        .append(line)
                        .append('\n');
            }
            var longest = round % 2 == 0 ? 1_000_000 : 20;
            var expected = new ArrayList<String>();
            for (var line : content.toString().split("\n")) {
                if (content.length() > 0) {
                    expected.add(line.substring(0, Math.min(longest, line.length())));
                }
            }

            var lines = lines(content.toString(), longest, random);
            var found = new ArrayList<String>();
            var offsets = new ArrayList<Long>(List.of(0L));
            while (lines.next()) {
                found.add(text(lines));
                offsets.add(lines.offset());
                assertThat(lines.number()).isEqualTo(found.size());
            }

            assertThat(found).isEqualTo(expected);
            assertThat(lines.offset()).isEqualTo(content.length());
            var from = random.nextInt(offsets.size());
            var rest = lines(content.toString(), longest, random);
            rest.skipTo(offsets.get(from), from);
            var again = new ArrayList<String>();
            while (rest.next()) {
                again.add(text(rest));
            }
            assertThat(again).isEqualTo(expected.subList(from, expected.size()));
        }
    }

    private static List<String> read(String content, int longest) throws IOException {
        var lines = lines(content, longest);
        var found = new ArrayList<String>();
        while (lines.next()) {
            found.add(text(lines));
        }
        return found;
    }

    private static Lines lines(String content, int longest) {
        return new Lines(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), longest);
    }

    /** Delivers a random number of bytes at a time. */
    private static Lines lines(String content, int longest, Random random) {
        var bytes = new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        return new Lines(
                new InputStream() {
                    @Override
                    public int read() {
                        return bytes.read();
                    }

                    @Override
                    public int read(byte[] into, int from, int length) {
                        return bytes.read(into, from, Math.min(length, 1 + random.nextInt(5_000)));
                    }
                },
                longest);
    }

    private static String text(Lines lines) {
        return new String(lines.buffer(), lines.start(), lines.length(), StandardCharsets.UTF_8);
    }
}
