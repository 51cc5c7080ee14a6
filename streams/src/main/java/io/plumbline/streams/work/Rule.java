package io.plumbline.streams.work;

import java.util.List;

/**
 * One rule; which of the fields are set depends on the signal.
 *
 * @param place in the order of all rules; smaller goes first
 * @param type null when matching paths imply none
 * @param values lower case: title prefixes, labels, or words and phrases
 * @param files patterns of paths
 * @param words lower case, of paths
 * @param first only as the first word of the title
 * @param alone a path of this rule is in no other area
 */
record Rule(
        int place,
        String id,
        Signal signal,
        String type,
        List<String> areas,
        List<String> values,
        List<String> files,
        List<String> words,
        double weight,
        boolean first,
        boolean alone) {

    /** Where a rule looks. */
    enum Signal {
        PREFIX,
        LABEL,
        PATH,
        WORDS
    }

    boolean isGenerated() {
        return areas.contains("generated");
    }

    Rule at(int newPlace) {
        return new Rule(newPlace, id, signal, type, areas, values, files, words, weight, first, alone);
    }
}
