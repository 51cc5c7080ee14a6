package io.plumbline.embedded.clickhouse.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The functions that only compute: they read no file, table, dictionary, setting or clock of the machine's, wait for
 * nothing and call nobody. Listed one by one, so that a function of a newer engine is refused until somebody has looked.
 */
final class HarmlessFunctions {
    /** Behind the name of an aggregate function, one or several of them, as in {@code uniqArrayIf}. */
    private static final List<String> COMBINATORS = List.of(
            "simplestate",
            "ordefault",
            "distinct",
            "resample",
            "foreach",
            "argmax",
            "argmin",
            "ornull",
            "tuple",
            "merge",
            "state",
            "array",
            "null",
            "map",
            "if");

    private static final Set<String> FUNCTIONS = names("harmless-functions.txt");
    private static final Set<String> AGGREGATES = names("harmless-aggregates.txt");

    private HarmlessFunctions() {}

    /** Whatever the case: a name in the wrong case is the engine's to refuse. */
    static boolean include(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return FUNCTIONS.contains(lower) || isAggregate(lower);
    }

    private static boolean isAggregate(String name) {
        if (AGGREGATES.contains(name)) {
            return true;
        }
        return COMBINATORS.stream()
                .filter(name::endsWith)
                .anyMatch(combinator -> isAggregate(name.substring(0, name.length() - combinator.length())));
    }

    static Set<String> all() {
        return FUNCTIONS;
    }

    private static Set<String> names(String file) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(HarmlessFunctions.class.getResourceAsStream(file), StandardCharsets.UTF_8))) {
            return reader.lines().collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
