package io.plumbline.dashboards.web;

import java.util.List;

/**
 * A page that says one thing: not found, hidden, failed, nothing here yet.
 *
 * @param details further lines
 * @param commands to copy, each with what it does
 * @param links what the reader can do next; the first is the main one
 */
public record Message(
        String kind, String heading, String text, List<String> details, List<Command> commands, List<Link> links) {

    /** A command line with what it does. */
    public record Command(String does, String line) {}

    /** A link with its text. */
    public record Link(String href, String text) {}

    public static Message of(String kind, String heading, String text, Link... links) {
        return new Message(kind, heading, text, List.of(), List.of(), List.of(links));
    }
}
