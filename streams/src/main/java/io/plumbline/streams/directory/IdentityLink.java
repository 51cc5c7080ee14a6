package io.plumbline.streams.directory;

import java.util.List;

/**
 * Somebody's decision that accounts are one person.
 *
 * @param accounts {@code github:login}, {@code github:#number}, {@code email:address}
 */
public record IdentityLink(String id, List<String> accounts) {

    /**
     * @param content YAML: a list of accounts
     * @throws IllegalArgumentException when it is no such list
     */
    public static IdentityLink read(String id, String content) {
        return new IdentityLink(
                id,
                content.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("- "))
                        .map(line -> line.substring(2).strip())
                        .toList());
    }
}
