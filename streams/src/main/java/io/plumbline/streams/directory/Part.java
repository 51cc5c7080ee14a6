package io.plumbline.streams.directory;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A value of the directory file, with the words that say where it is; what is wrong with it is noted, not thrown. */
final class Part {

    private final YamlTree tree;
    private final String path;
    private final List<String> problems;

    private Part(YamlTree tree, String path, List<String> problems) {
        this.tree = tree;
        this.path = path;
        this.problems = problems;
    }

    static Part root(YamlTree tree, List<String> problems) {
        return new Part(tree, "", problems);
    }

    /** {@code line 12, teams[0].members[1]} */
    String where() {
        return "line " + tree.line() + (path.isEmpty() ? "" : ", " + path);
    }

    void problem(String what) {
        problems.add(where() + ": " + what);
    }

    void allow(String... names) {
        if (tree instanceof YamlTree.Fields fields) {
            var known = Set.of(names);
            fields.values().forEach((name, value) -> {
                if (!known.contains(name)) {
                    var line = value == null ? tree.line() : value.line();
                    problems.add("line " + line + ", " + below(name) + ": no such field here; expected one of "
                            + String.join(", ", names));
                }
            });
        } else {
            problem("expected fields (" + String.join(", ", names) + ")");
        }
    }

    boolean isText() {
        return tree instanceof YamlTree.Text;
    }

    /** The objects of a list; a missing list has none. */
    List<Part> parts(String name) {
        var parts = new ArrayList<Part>();
        for (var child : children(name)) {
            if (child.tree instanceof YamlTree.Fields) {
                parts.add(child);
            } else {
                child.problem("expected fields, such as id: ..");
            }
        }
        return parts;
    }

    List<Part> children(String name) {
        var children = new ArrayList<Part>();
        var child = child(name);
        if (child == null) {
            return children;
        }
        if (child.tree instanceof YamlTree.Items items) {
            for (int i = 0; i < items.values().size(); i++) {
                children.add(new Part(items.values().get(i), child.path + "[" + i + "]", problems));
            }
        } else {
            child.problem("expected a list");
        }
        return children;
    }

    /** Null when missing or empty. */
    String text(String name) {
        var child = child(name);
        return child == null ? null : child.ownText();
    }

    /** The empty text when it is missing or wrong. */
    String needMatching(String name, Pattern pattern, String expected) {
        var child = child(name);
        if (child == null) {
            problem(name + " is missing");
            return "";
        }
        return child.matching(pattern, expected);
    }

    String matching(Pattern pattern, String expected) {
        var text = ownText();
        if (text == null) {
            return "";
        }
        if (!pattern.matcher(text).matches()) {
            problem("\"" + text + "\": expected " + expected);
            return "";
        }
        return text;
    }

    Long number(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        if (!text.matches("[0-9]{1,18}")) {
            child(name).problem("\"" + text + "\": expected the account's or repository's number");
            return null;
        }
        return Long.parseLong(text);
    }

    String email(String name) {
        var child = child(name);
        return child == null ? null : child.emailAddress();
    }

    String emailAddress() {
        var text = ownText();
        if (text != null && !AccountKey.isEmailAddress(text)) {
            problem("\"" + text + "\": expected an e-mail address");
            return null;
        }
        return text;
    }

    LocalDate date(String name) {
        var text = text(name);
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            child(name).problem("\"" + text + "\": expected a date such as 2026-01-31");
            return null;
        }
    }

    ZoneId zone(String name) {
        var text = text(name);
        try {
            return text == null ? null : ZoneId.of(text);
        } catch (DateTimeException e) {
            child(name).problem("\"" + text + "\": expected a time zone such as Europe/Berlin");
            return null;
        }
    }

    private String ownText() {
        if (tree instanceof YamlTree.Text text) {
            return text.value().isEmpty() ? null : text.value();
        }
        problem("expected a text");
        return null;
    }

    private Part child(String name) {
        if (tree instanceof YamlTree.Fields fields && fields.values().get(name) != null) {
            return new Part(fields.values().get(name), below(name), problems);
        }
        return null;
    }

    private String below(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
