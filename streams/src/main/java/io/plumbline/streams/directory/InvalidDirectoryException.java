package io.plumbline.streams.directory;

import java.util.List;

/** A directory, or an identity link, that cannot be used. */
public final class InvalidDirectoryException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    InvalidDirectoryException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    InvalidDirectoryException(String problem) {
        this(List.of(problem));
    }

    /** Each with its line and path in the file, in the order of the file. */
    public List<String> problems() {
        return problems == null ? List.of(getMessage()) : problems;
    }
}
