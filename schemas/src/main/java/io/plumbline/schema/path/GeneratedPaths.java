package io.plumbline.schema.path;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which files nobody wrote by hand: lock files, vendored code, snapshots, minified and generated sources. Immutable. */
public final class GeneratedPaths {

    /** The part that holds code of others. */
    public static final String VENDORED = "vendored";

    private static final GeneratedPaths STANDARD = read();

    private record Like(Pattern pattern, boolean ofName, String part) {}

    private final Map<String, List<String>> parts;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, String> directories = new HashMap<>();
    private final Map<String, String> extensions = new HashMap<>();
    private final List<Like> others = new ArrayList<>();

    private GeneratedPaths(Map<String, List<String>> parts) {
        this.parts = parts;
        parts.forEach(
                (part, globs) -> globs.forEach(glob -> Glob.alternatives(glob).forEach(one -> add(part, one))));
    }

    /** The list in this jar, {@code generated-paths.yaml}. */
    public static GeneratedPaths standard() {
        return STANDARD;
    }

    /** Patterns as in {@code .gitignore}, with braces; empty when there is no such part. */
    public List<String> patterns(String part) {
        return parts.getOrDefault(part, List.of());
    }

    /** Part of the list that the path falls under; empty = written by hand, as far as its name tells. */
    public Optional<String> partOf(String path) {
        int start = 0;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', start)) {
            var found = look(directories, path.substring(start, slash));
            if (found != null) {
                return Optional.of(found);
            }
            start = slash + 1;
        }
        var name = path.substring(start);
        var byName = look(names, name);
        if (byName != null) {
            return Optional.of(byName);
        }
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            var byExtension = look(extensions, name.substring(dot));
            if (byExtension != null) {
                return Optional.of(byExtension);
            }
        }
        return others.stream()
                .filter(like ->
                        like.pattern().matcher(like.ofName() ? name : path).find())
                .map(Like::part)
                .findFirst();
    }

    private void add(String part, String glob) {
        switch (Glob.shapeOf(glob)) {
            case NAME -> names.putIfAbsent(glob, part);
            case DIRECTORY -> directories.putIfAbsent(glob.substring(0, glob.length() - 1), part);
            case EXTENSION -> extensions.putIfAbsent(glob.substring(1), part);
            default -> others.add(new Like(Pattern.compile(Glob.expression(glob)), glob.indexOf('/') < 0, part));
        }
    }

    /** By the text as it is, for patterns with capitals, and in small letters. */
    private static String look(Map<String, String> in, String text) {
        var found = in.get(text);
        return found == null ? in.get(text.toLowerCase(Locale.ROOT)) : found;
    }

    private static GeneratedPaths read() {
        try (var in = GeneratedPaths.class.getResourceAsStream("generated-paths.yaml")) {
            return new GeneratedPaths(
                    new YAMLMapper().readValue(in, new TypeReference<LinkedHashMap<String, List<String>>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read generated-paths.yaml", e);
        }
    }
}
