package io.plumbline.standalone.simulator;

import java.util.List;

/** Made-up lines of code, no two of one repository alike, so that the life of each can be followed. */
final class SourceLines {
    private static final List<String> VERBS = List.of(
            "load", "check", "apply", "store", "find", "merge", "count", "round", "send", "parse", "match", "reset");
    private static final List<String> NOUNS = List.of(
            "amount",
            "entry",
            "limit",
            "window",
            "customer",
            "total",
            "offset",
            "batch",
            "reason",
            "status",
            "locale",
            "deadline");

    private final Dice dice;
    private long serial;

    /** @param dice of the repository */
    SourceLines(Dice dice) {
        this.dice = dice;
    }

    String next(String path) {
        String verb = dice.pick(VERBS);
        String noun = dice.pick(NOUNS);
        String other = dice.pick(NOUNS);
        String name = noun + Long.toString(++serial, 36);
        String call = verb + Character.toUpperCase(other.charAt(0)) + other.substring(1);
        return switch (path.substring(path.lastIndexOf('.') + 1)) {
            case "java" -> "        var " + name + " = " + call + "(" + other + ", " + dice.below(100) + ");";
            case "ts" -> "  const " + name + " = await " + call + "(" + other + ", " + dice.below(100) + ");";
            case "go" -> "\t" + name + ", err := " + call + "(ctx, " + other + ", " + dice.below(100) + ")";
            case "py" -> "    " + name + " = " + call + "(" + other + ", " + dice.below(100) + ")";
            case "md" -> "- `" + name + "`: what to " + verb + " before the " + other + " is known.";
            case "yml" -> "      - run: ./ci " + verb + " --" + name + "=" + other;
            case "xml" ->
                "        <" + name + ".version>" + dice.below(9) + "." + dice.below(30) + "</" + name + ".version>";
            case "mod" -> "\texample.org/" + verb + "/" + name + " v" + dice.below(9) + "." + dice.below(30) + ".0";
            case "toml" -> "\"" + verb + "-" + name + "\" = \">=" + dice.below(9) + "." + dice.below(30) + "\"";
            default -> "    \"" + verb + "-" + name + "\": \"" + dice.below(9) + "." + dice.below(30) + ".0\",";
        };
    }
}
