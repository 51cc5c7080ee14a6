package io.plumbline.streams.work;

import io.plumbline.schema.path.Glob;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Which rules a path falls under. Nearly all patterns are names, directories or endings and are looked up; the few others
 * are expressions, asked only where the first letter or directory fits.
 */
final class PathIndex {

    /** Key of patterns that begin with a wildcard. */
    private static final String ANY = "";

    private final Map<String, List<Rule>> names = new HashMap<>();
    private final Map<String, List<Rule>> directories = new HashMap<>();
    private final Map<String, List<Rule>> extensions = new HashMap<>();
    private final Map<String, List<Rule>> words = new HashMap<>();
    /** By what follows the last dot. */
    private final Map<String, List<Ending>> endings = new HashMap<>();
    /** By the first letter, small. */
    private final Map<String, List<Expression>> namesLike = new HashMap<>();
    /** By the first directory, small. */
    private final Map<String, List<Expression>> pathsLike = new HashMap<>();

    /** The end of a file name, such as {@code Test.java}. */
    private record Ending(Rule rule, String text, boolean cased) {}

    private record Expression(Rule rule, Pattern pattern) {}

    PathIndex(List<Rule> rules) {
        for (var rule : rules) {
            for (var glob : rule.files()) {
                Glob.alternatives(glob).forEach(one -> add(rule, one));
            }
            rule.words().forEach(word -> put(words, word, rule));
        }
    }

    /** Where a generated file is concerned, only what makes it one; where a rule claims the path alone, only such rules. */
    List<Rule> of(String path) {
        var found = new TreeMap<Integer, Rule>();
        find(path, rule -> found.put(rule.place(), rule));
        boolean generated = found.values().stream().anyMatch(Rule::isGenerated);
        boolean alone = found.values().stream().anyMatch(Rule::alone);
        return found.values().stream()
                .filter(rule -> generated ? rule.isGenerated() : !alone || rule.alone())
                .toList();
    }

    private void find(String path, Consumer<Rule> found) {
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            var directory = path.substring(start, slash);
            look(directories, directory, found);
            ask(pathsLike, directory.toLowerCase(Locale.ROOT), path, found);
            start = slash + 1;
        }
        ask(pathsLike, ANY, path, found);
        var name = path.substring(start);
        var lower = name.toLowerCase(Locale.ROOT);
        look(names, name, found);
        ask(namesLike, lower.isEmpty() ? ANY : lower.substring(0, 1), name, found);
        ask(namesLike, ANY, name, found);
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            look(extensions, name.substring(dot), found);
        }
        for (var ending : endings.getOrDefault(afterDot(lower), List.of())) {
            if ((ending.cased() ? name : lower).endsWith(ending.text())) {
                found.accept(ending.rule());
            }
        }
        for (var part : CamelCase.parts(path)) {
            words.getOrDefault(part, List.of()).forEach(found);
        }
    }

    /** By the text as it is, for patterns with capitals, and in small letters. */
    private static void look(Map<String, List<Rule>> in, String text, Consumer<Rule> found) {
        in.getOrDefault(text, List.of()).forEach(found);
        var lower = text.toLowerCase(Locale.ROOT);
        if (!lower.equals(text)) {
            in.getOrDefault(lower, List.of()).forEach(found);
        }
    }

    private static void ask(Map<String, List<Expression>> in, String key, String text, Consumer<Rule> found) {
        for (var expression : in.getOrDefault(key, List.of())) {
            if (expression.pattern().matcher(text).find()) {
                found.accept(expression.rule());
            }
        }
    }

    private void add(Rule rule, String glob) {
        switch (Glob.shapeOf(glob)) {
            case NAME -> put(names, glob, rule);
            case DIRECTORY -> put(directories, glob.substring(0, glob.length() - 1), rule);
            case EXTENSION -> put(extensions, glob.substring(1), rule);
            case ENDING ->
                put(
                        endings,
                        afterDot(glob.toLowerCase(Locale.ROOT)),
                        new Ending(rule, glob.substring(1), Glob.isCased(glob)));
            case NAME_LIKE -> put(namesLike, firstOf(glob.substring(0, 1)), expression(rule, glob));
            case PATH_LIKE -> {
                var rest = glob.startsWith("/") ? glob.substring(1) : glob;
                int slash = rest.indexOf('/');
                put(pathsLike, slash < 0 ? ANY : firstOf(rest.substring(0, slash)), expression(rule, glob));
            }
        }
    }

    private static Expression expression(Rule rule, String glob) {
        return new Expression(rule, Pattern.compile(Glob.expression(glob)));
    }

    private static String firstOf(String literal) {
        return literal.indexOf('*') >= 0 || literal.indexOf('?') >= 0 ? ANY : literal.toLowerCase(Locale.ROOT);
    }

    private static <T> void put(Map<String, List<T>> into, String key, T value) {
        into.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
    }

    private static String afterDot(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
