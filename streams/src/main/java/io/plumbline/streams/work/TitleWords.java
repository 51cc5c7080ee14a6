package io.plumbline.streams.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Weighs the words of a title. */
final class TitleWords {

    /** What a word cannot contain, inside or at its end. */
    private static final Pattern BETWEEN =
            Pattern.compile("[^\\p{L}\\p{N}._+/'-]+|[._+/'-]+(?=\\s|$)|(?<=\\s)[_+/'-]+");
    /** {@code Component: verb ..} has its verb behind the colon. */
    private static final Pattern COMPONENT = Pattern.compile("^[^:]{1,40}:\\s+");
    /** A part of a word says less than the word: {@code ClassUtilTest}, {@code test_login.py}. */
    private static final double PART = 0.7;

    private final Map<String, List<Phrase>> byFirstWord = new HashMap<>();

    private record Phrase(Rule rule, List<String> words) {

        boolean stands(List<String> text, int at) {
            return at + words.size() <= text.size()
                    && text.subList(at, at + words.size()).equals(words);
        }
    }

    TitleWords(List<Rule> rules) {
        for (var rule : rules) {
            for (var value : rule.values()) {
                var words = words(value);
                if (words.isEmpty()) {
                    throw new IllegalArgumentException("Rule " + rule.id() + ": a value has no word in it");
                }
                byFirstWord
                        .computeIfAbsent(words.get(0), word -> new ArrayList<>())
                        .add(new Phrase(rule, words));
            }
        }
    }

    /** Empty when no rule knows any of the words. */
    Optional<String> typeOf(String title) {
        var text = words(title);
        var component = COMPONENT.matcher(title);
        int verb = component.lookingAt() ? words(component.group()).size() : 0;
        var matched = new IdentityHashMap<Rule, Double>();
        for (int at = 0; at < text.size(); at++) {
            for (var phrase : byFirstWord.getOrDefault(text.get(at), List.of())) {
                if ((!phrase.rule().first() || at == 0 || at == verb) && phrase.stands(text, at)) {
                    matched.put(phrase.rule(), phrase.rule().weight());
                }
            }
        }
        for (var part : new HashSet<>(CamelCase.parts(title))) {
            for (var phrase : byFirstWord.getOrDefault(part, List.of())) {
                if (!phrase.rule().first() && phrase.words().size() == 1) {
                    matched.putIfAbsent(phrase.rule(), PART * phrase.rule().weight());
                }
            }
        }
        return heaviest(matched);
    }

    private static Optional<String> heaviest(Map<Rule, Double> matched) {
        var weights = new HashMap<String, Double>();
        var places = new HashMap<String, Integer>();
        matched.forEach((rule, weight) -> {
            weights.merge(rule.type(), weight, Double::sum);
            places.merge(rule.type(), rule.place(), Math::min);
        });
        String best = null;
        for (var type : weights.keySet()) {
            int order = best == null ? 1 : Double.compare(weights.get(type), weights.get(best));
            if (order > 0 || (order == 0 && places.get(type) < places.get(best))) {
                best = type;
            }
        }
        return Optional.ofNullable(best);
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        for (var word : BETWEEN.split(text.toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }
}
