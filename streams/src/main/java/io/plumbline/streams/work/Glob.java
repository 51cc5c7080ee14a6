package io.plumbline.streams.work;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Patterns of paths as in {@code .gitignore}, with {@code {a,b}}; case counts only where a pattern has a capital letter. */
final class Glob {

    /** How a pattern can be looked for. */
    enum Shape {
        NAME,
        DIRECTORY,
        EXTENSION,
        ENDING,
        OTHER
    }

    private Glob() {}

    /** The pattern without braces: one for each choice. */
    static List<String> alternatives(String glob) {
        int open = glob.indexOf('{');
        int close = glob.indexOf('}', open);
        if (open < 0 || close < 0) {
            return List.of(glob);
        }
        var all = new ArrayList<String>();
        for (var choice : glob.substring(open + 1, close).split(",", -1)) {
            all.addAll(alternatives(glob.substring(0, open) + choice.strip() + glob.substring(close + 1)));
        }
        return all;
    }

    static Shape shapeOf(String glob) {
        int slash = glob.indexOf('/');
        boolean wild = glob.indexOf('*') >= 0 || glob.indexOf('?') >= 0;
        if (!wild) {
            return slash < 0 ? Shape.NAME : slash == glob.length() - 1 ? Shape.DIRECTORY : Shape.OTHER;
        }
        if (slash >= 0 || glob.indexOf('?') >= 0 || glob.lastIndexOf('*') > 0 || glob.indexOf('.') < 0) {
            return Shape.OTHER;
        }
        return glob.charAt(1) == '.' ? Shape.EXTENSION : Shape.ENDING;
    }

    static boolean isCased(String glob) {
        return glob.chars().anyMatch(Character::isUpperCase);
    }

    /** For the whole path. */
    static String expression(String glob) {
        boolean rooted = glob.startsWith("/");
        var text = new StringBuilder(isCased(glob) ? "(?:" : "(?i:").append(rooted ? "" : "(?:.*/)?");
        var rest = rooted ? glob.substring(1) : glob;
        for (int i = 0; i < rest.length(); i++) {
            if (rest.startsWith("**/", i)) {
                text.append("(?:.*/)?");
                i += 2;
            } else if (rest.startsWith("**", i)) {
                text.append(".*");
                i++;
            } else if (rest.charAt(i) == '*') {
                text.append("[^/]*");
            } else if (rest.charAt(i) == '?') {
                text.append("[^/]");
            } else {
                text.append(Pattern.quote(rest.substring(i, i + 1)));
            }
        }
        return text.append(rest.endsWith("/") ? ".*)" : ")").toString();
    }
}
