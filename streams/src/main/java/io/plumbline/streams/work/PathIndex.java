package io.plumbline.streams.work;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Which rules a path falls under. Nearly all patterns are names, directories or endings and are looked up; the few others
 * are compiled to one expression a rule.
 */
final class PathIndex {

    private final Map<String, List<Rule>> names = new HashMap<>();
    private final Map<String, List<Rule>> directories = new HashMap<>();
    private final Map<String, List<Rule>> extensions = new HashMap<>();
    private final Map<String, List<Rule>> words = new HashMap<>();
    private final Map<String, List<Ending>> endings = new HashMap<>();
    private final List<Expression> expressions = new ArrayList<>();

    /** The end of a file name, such as {@code Test.java}; found by what follows its last dot. */
    private record Ending(Rule rule, String text) {}

    private record Expression(Rule rule, Pattern pattern) {}

    PathIndex(List<Rule> rules) {
        for (var rule : rules) {
            var others = new ArrayList<String>();
            for (var glob : rule.files()) {
                Glob.alternatives(glob).forEach(one -> add(rule, one, others));
            }
            if (!others.isEmpty()) {
                expressions.add(new Expression(rule, Pattern.compile(String.join("|", others))));
            }
            rule.words().forEach(word -> put(words, word, rule));
        }
    }

    /** Where a generated file is concerned, only what makes it one; where a rule claims the path alone, only such rules. */
    List<Rule> of(String path) {
        var found = new LinkedHashSet<Rule>();
        find(path, found::add);
        if (found.size() < 2) {
            return List.copyOf(found);
        }
        boolean generated = found.stream().anyMatch(Rule::isGenerated);
        boolean alone = found.stream().anyMatch(Rule::alone);
        return found.stream()
                .filter(rule -> generated ? rule.isGenerated() : !alone || rule.alone())
                .sorted(Comparator.comparingInt(Rule::place))
                .toList();
    }

    private void find(String path, Consumer<Rule> found) {
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            look(directories, path.substring(start, slash), found);
            start = slash + 1;
        }
        var name = path.substring(start);
        look(names, name, found);
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            look(extensions, name.substring(dot), found);
        }
        var lower = name.toLowerCase(Locale.ROOT);
        for (var ending : endings.getOrDefault(afterDot(lower), List.of())) {
            if ((Glob.isCased(ending.text()) ? name : lower).endsWith(ending.text())) {
                found.accept(ending.rule());
            }
        }
        for (var part : CamelCase.parts(path)) {
            words.getOrDefault(part, List.of()).forEach(found);
        }
        for (var expression : expressions) {
            if (expression.pattern().matcher(path).matches()) {
                found.accept(expression.rule());
            }
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

    private void add(Rule rule, String glob, List<String> others) {
        switch (Glob.shapeOf(glob)) {
            case NAME -> put(names, glob, rule);
            case DIRECTORY -> put(directories, glob.substring(0, glob.length() - 1), rule);
            case EXTENSION -> put(extensions, glob.substring(1), rule);
            case ENDING ->
                endings.computeIfAbsent(afterDot(glob.toLowerCase(Locale.ROOT)), extension -> new ArrayList<>())
                        .add(new Ending(rule, glob.substring(1)));
            case OTHER -> others.add(Glob.expression(glob));
        }
    }

    private static void put(Map<String, List<Rule>> into, String key, Rule rule) {
        var rules = into.computeIfAbsent(key, unused -> new ArrayList<>());
        if (!rules.contains(rule)) {
            rules.add(rule);
        }
    }

    private static String afterDot(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
