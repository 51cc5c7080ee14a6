package io.plumbline.streams.work;

import io.plumbline.streams.work.Rule.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Task type and areas of a pull request, by rules kept as data ({@code work-rules.yaml}): pure, and the same answer for the
 * same pull request and rule version. The type is decided by the first of title prefix, labels, paths and words of the title
 * that says anything; areas come from the changed paths alone. docs/work-types.md.
 */
public final class WorkRules {

    /** What labels put before the word that counts: {@code type: bug}, {@code kind/feature}, {@code T-docs}. */
    private static final Pattern LABEL_FAMILY = Pattern.compile(
            "^(?:(?:pr[ _-]?)?(?:issue[ _-])?(?:type|kind|category|changelog|pr|[tc])\\s*[:/=-]+\\s*)+");

    private static final Pattern ORNAMENT = Pattern.compile("^[^\\p{L}\\p{N}.]+|[^\\p{L}\\p{N}]+$");
    private static final WorkRules STANDARD = new WorkRules(RuleFile.read(resource()));

    private final String version;
    private final Map<String, Rule> prefixes = new HashMap<>();
    private final Map<String, Rule> labels = new HashMap<>();
    private final PathIndex paths;
    private final TitleWords words;

    private WorkRules(RuleFile file) {
        this.version = file.version();
        for (var rule : file.rules()) {
            if (rule.signal() == Signal.PREFIX) {
                rule.values().forEach(value -> prefixes.putIfAbsent(value, rule));
            } else if (rule.signal() == Signal.LABEL) {
                rule.values().forEach(value -> labels.putIfAbsent(value, rule));
            }
        }
        this.paths = new PathIndex(file.of(Signal.PATH));
        this.words = new TitleWords(file.of(Signal.WORDS));
    }

    /** By the rules in this jar. */
    public static WorkRules standard() {
        return STANDARD;
    }

    /**
     * By an organisation's own rules before those in this jar.
     *
     * @param yaml {@code version}, {@code disable} (ids of rules of this jar that do not apply) and {@code rules} in the form
     *     of {@code work-rules.yaml}; an own rule with the id of a standard one takes its place. Blank = none of its own
     * @throws IllegalArgumentException when they cannot be used; the message names the rule and the reason
     */
    public static WorkRules standardWith(String yaml) {
        return yaml == null || yaml.isBlank()
                ? STANDARD
                : new WorkRules(RuleFile.read(yaml).over(RuleFile.read(resource())));
    }

    /** Of the rules in this jar, followed by that of the organisation's own when it has any: {@code 1+acme-3}. */
    public String version() {
        return version;
    }

    /**
     * @param title null when the source does not say
     * @param paths changed paths; empty = unknown
     */
    public Work of(String title, List<String> labels, Collection<String> paths) {
        return of(title, labels, read(paths));
    }

    /** Reads changed paths once for several questions; each path counts once. */
    public Touched read(Collection<String> changed) {
        var distinct = changed.stream().distinct().sorted().toList();
        var rules = distinct.stream().map(paths::of).toList();
        var areas = new TreeSet<String>();
        rules.forEach(found -> found.forEach(rule -> areas.addAll(rule.areas())));
        var generated = new HashSet<String>();
        for (int i = 0; i < distinct.size(); i++) {
            if (rules.get(i).stream().anyMatch(Rule::isGenerated)) {
                generated.add(distinct.get(i));
            }
        }
        return new Touched(distinct, rules, List.copyOf(areas), Set.copyOf(generated));
    }

    /**
     * @param title null when the source does not say
     * @param touched read by these rules
     */
    public Work of(String title, List<String> labels, Touched touched) {
        var sorted = touched.areas();
        var read = Title.read(title == null ? "" : title, prefixes.keySet());
        if (read.reverts()) {
            return new Work("revert", "title", sorted);
        }
        if (read.prefix() != null) {
            return new Work(prefixes.get(read.prefix()).type(), "title", sorted);
        }
        var labelled = byLabel(labels);
        if (labelled.isPresent()) {
            return new Work(labelled.get(), "label", sorted);
        }
        var implied = byPaths(touched.rules());
        if (implied.isPresent()) {
            return new Work(implied.get(), "paths", sorted);
        }
        return words.typeOf(read.rest())
                .map(type -> new Work(type, "words", sorted))
                .orElseGet(() -> new Work("other", null, sorted));
    }

    /** Whether nobody wrote this file by hand: lock files, vendored code, snapshots, minified and generated sources. */
    public boolean isGenerated(String path) {
        return paths.of(path).stream().anyMatch(Rule::isGenerated);
    }

    private Optional<String> byLabel(List<String> given) {
        Rule best = null;
        for (var label : given) {
            var word = LABEL_FAMILY
                    .matcher(ORNAMENT.matcher(label.toLowerCase(Locale.ROOT)).replaceAll(""))
                    .replaceFirst("");
            var rule = labels.get(word);
            if (rule != null && (best == null || rule.place() < best.place())) {
                best = rule;
            }
        }
        return Optional.ofNullable(best).map(Rule::type);
    }

    /** The type that every path implies; generated files that imply none follow the others. */
    private static Optional<String> byPaths(List<List<Rule>> touched) {
        Set<String> common = null;
        for (var rules : touched) {
            var types = new LinkedHashSet<String>();
            rules.stream().map(Rule::type).filter(type -> type != null).forEach(types::add);
            if (types.isEmpty() && rules.stream().anyMatch(Rule::isGenerated)) {
                continue;
            }
            if (common == null) {
                common = types;
            } else {
                common.retainAll(types);
            }
        }
        return common == null ? Optional.empty() : common.stream().findFirst();
    }

    private static String resource() {
        try (var in = WorkRules.class.getResourceAsStream("work-rules.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read work-rules.yaml", e);
        }
    }
}
