package io.plumbline.ingest.provenance;

import java.util.Map;
import java.util.TreeMap;

/** Lines of files, each counted once however often it is named. */
final class Lines {

    /** Of each file: first line to last line of ranges that do not touch. */
    private final Map<String, TreeMap<Integer, Integer>> byFile = new TreeMap<>();

    /** @param ranges such as {@code 1-4,9,12-14} */
    void add(String file, String ranges) throws BadRecordException {
        for (var range : ranges.split(",", -1)) {
            int dash = range.indexOf('-');
            int first = line(dash < 0 ? range : range.substring(0, dash), ranges);
            add(file, first, dash < 0 ? first : line(range.substring(dash + 1), ranges));
        }
    }

    /** Both from 1 and inclusive. */
    void add(String file, int first, int last) throws BadRecordException {
        if (first < 1 || last < first) {
            throw new BadRecordException("lines " + first + " to " + last + " are no range");
        }
        var ranges = byFile.computeIfAbsent(file, name -> new TreeMap<>());
        int from = first;
        int to = last;
        var before = ranges.floorEntry(to == Integer.MAX_VALUE ? to : to + 1);
        while (before != null && before.getValue() >= from - 1) {
            from = Math.min(from, before.getKey());
            to = Math.max(to, before.getValue());
            ranges.remove(before.getKey());
            before = ranges.floorEntry(to);
        }
        ranges.put(from, to);
    }

    boolean isEmpty() {
        return byFile.isEmpty();
    }

    int count() throws BadRecordException {
        long count = 0;
        for (var ranges : byFile.values()) {
            for (var range : ranges.entrySet()) {
                count += range.getValue() - range.getKey() + 1L;
            }
        }
        if (count > Integer.MAX_VALUE) {
            throw new BadRecordException("more lines than a commit can have");
        }
        return (int) count;
    }

    private static int line(String text, String ranges) throws BadRecordException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadRecordException("no line ranges: " + ranges);
        }
    }
}
