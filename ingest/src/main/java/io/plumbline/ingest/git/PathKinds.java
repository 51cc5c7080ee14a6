package io.plumbline.ingest.git;

import io.plumbline.schema.path.GeneratedPaths;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whether lines of a path are followed: as the repository's own {@code .gitattributes} say of {@code linguist-generated} and
 * {@code linguist-vendored}, else by the shared list. The attributes of the head are taken for all of its history.
 */
final class PathKinds {

    static final String CODE = "code";
    static final String GENERATED = "generated";
    static final String VENDORED = "vendored";

    private record Line(String folder, Pattern pattern, boolean ofName, String kind, boolean set) {}

    private final List<Line> lines = new ArrayList<>();
    private final Map<String, String> known = new HashMap<>();

    /**
     * @param folder where the file lies: empty or with a slash at its end. Files of deeper folders come later
     * @param text of a {@code .gitattributes}
     */
    void add(String folder, String text) {
        for (var line : text.lines().toList()) {
            var words = line.strip().split("\\s+");
            if (words.length < 2 || words[0].startsWith("#") || words[0].startsWith("!") || words[0].startsWith("\"")) {
                continue;
            }
            for (int i = 1; i < words.length; i++) {
                var kind = words[i].contains("linguist-generated")
                        ? GENERATED
                        : words[i].contains("linguist-vendored") ? VENDORED : null;
                if (kind != null) {
                    boolean set =
                            !words[i].startsWith("-") && !words[i].startsWith("!") && !words[i].endsWith("=false");
                    lines.add(new Line(folder, pattern(words[0]), words[0].indexOf('/') < 0, kind, set));
                }
            }
        }
    }

    /** code, generated or vendored. */
    String of(String path) {
        return known.computeIfAbsent(path, this::find);
    }

    /** Changes when the answer for some path may have changed. */
    String fingerprint() {
        int hash = 0;
        for (var line : lines) {
            hash = hash * 31 + (line.folder() + line.pattern() + line.kind() + line.set()).hashCode();
        }
        var standard = GeneratedPaths.standard();
        for (var part : List.of("lock-files", VENDORED, "snapshots", "built", GENERATED)) {
            hash = hash * 31 + standard.patterns(part).hashCode();
        }
        return Integer.toHexString(hash);
    }

    private String find(String path) {
        Boolean generated = null;
        Boolean vendored = null;
        var name = path.substring(path.lastIndexOf('/') + 1);
        for (var line : lines) {
            if (!path.startsWith(line.folder())) {
                continue;
            }
            var text = line.ofName() ? name : path.substring(line.folder().length());
            if (line.pattern().matcher(text).matches()) {
                if (line.kind().equals(GENERATED)) {
                    generated = line.set();
                } else {
                    vendored = line.set();
                }
            }
        }
        if (Boolean.TRUE.equals(generated)) {
            return GENERATED;
        }
        if (Boolean.TRUE.equals(vendored)) {
            return VENDORED;
        }
        var part = GeneratedPaths.standard().partOf(path).orElse(null);
        if (part == null) {
            return CODE;
        }
        boolean isVendored = part.equals(GeneratedPaths.VENDORED);
        // The repository says of this path that it is not.
        boolean denied = isVendored ? Boolean.FALSE.equals(vendored) : Boolean.FALSE.equals(generated);
        return denied ? CODE : isVendored ? VENDORED : GENERATED;
    }

    /** As git reads patterns of attributes: case counts, braces mean nothing. */
    static Pattern pattern(String glob) {
        var text = new StringBuilder();
        var rest = glob.startsWith("/") ? glob.substring(1) : glob;
        for (int i = 0; i < rest.length(); i++) {
            char letter = rest.charAt(i);
            int bracket = letter == '[' ? rest.indexOf(']', i + 2) : -1;
            if (rest.startsWith("**/", i)) {
                text.append("(?:.*/)?");
                i += 2;
            } else if (rest.startsWith("**", i)) {
                text.append(".*");
                i++;
            } else if (letter == '*') {
                text.append("[^/]*");
            } else if (letter == '?') {
                text.append("[^/]");
            } else if (bracket > 0) {
                var inside =
                        rest.substring(i + 1, bracket).replace("\\", "\\\\").replace("[", "\\[");
                text.append('[')
                        .append(inside.startsWith("!") ? "^" + inside.substring(1) : inside)
                        .append(']');
                i = bracket;
            } else {
                text.append(Pattern.quote(String.valueOf(letter)));
            }
        }
        return Pattern.compile(text.toString());
    }
}
