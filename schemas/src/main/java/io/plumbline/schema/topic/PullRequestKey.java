package io.plumbline.schema.topic;

import java.util.regex.Pattern;

/** Key of a pull request in every topic and table: {@code provider:owner/name#number}. */
public record PullRequestKey(String provider, String repo, int number) {

    private static final Pattern KEY = Pattern.compile("([^:]+):(.+)#(\\d{1,9})");

    /** @throws IllegalArgumentException when it is no such key */
    public static PullRequestKey of(String key) {
        var parts = KEY.matcher(key);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not the key of a pull request: " + key);
        }
        return new PullRequestKey(parts.group(1), parts.group(2), Integer.parseInt(parts.group(3)));
    }

    @Override
    public String toString() {
        return Topics.pullRequestKey(provider, repo, number);
    }
}
