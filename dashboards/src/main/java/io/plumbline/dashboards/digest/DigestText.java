package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.format.Times;

/** The digest as plain text, with every number that the HTML has. */
final class DigestText {

    private static final int WIDTH = 76;

    private final StringBuilder out = new StringBuilder();

    private DigestText() {}

    static String of(Digest digest) {
        var text = new DigestText();
        text.write(digest);
        return text.out.toString();
    }

    private void write(Digest digest) {
        line(digest.scope() + ", week " + digest.week().number() + ": "
                + Times.range(digest.week().monday(), digest.week().sunday()));
        line("");
        wrapped("", digest.headline());
        for (var tile : digest.tiles()) {
            line("");
            line(tile.label() + ": " + tile.value() + (tile.before().isEmpty() ? "" : " (" + tile.before() + ")"));
            if (!tile.verdict().isEmpty()) {
                wrapped(
                        "  ",
                        tile.verdict()
                                + (tile.bounds().isEmpty() ? "" : ", 95 % interval of the change " + tile.bounds()));
            }
            wrapped("  ", tile.what());
            link(tile.href());
        }
        if (!digest.trend().isEmpty()) {
            line("");
            wrapped("", digest.trend().text());
            link(digest.links().trend(digest.week()));
        }
        if (!digest.looks().isEmpty()) {
            heading("Worth a look");
            digest.looks().forEach(look -> {
                wrapped("- ", look.text());
                if (!look.href().isEmpty()) {
                    link(look.href());
                }
            });
        }
        list("Notes", digest.notes());
        list("Late sources", digest.late());
        line("");
        line("-- ");
        line("Your digests: " + digest.links().manage());
        if (!digest.links().unsubscribe().isEmpty()) {
            line("Unsubscribe: " + digest.links().unsubscribe());
        }
    }

    private void list(String heading, java.util.List<String> lines) {
        if (!lines.isEmpty()) {
            heading(heading);
            lines.forEach(each -> wrapped("- ", each));
        }
    }

    private void heading(String text) {
        line("");
        line(text);
    }

    private void link(String href) {
        line("  " + href);
    }

    private void line(String text) {
        out.append(text).append('\n');
    }

    private void wrapped(String first, String text) {
        var line = new StringBuilder(first);
        var indent = " ".repeat(first.length());
        boolean fresh = true;
        for (var word : text.split(" ")) {
            if (!fresh && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                line = new StringBuilder(indent);
                fresh = true;
            }
            line.append(fresh ? "" : " ").append(word);
            fresh = false;
        }
        line(line.toString());
    }
}
