package io.plumbline.standalone.config;

import java.util.List;

/** Settings that cannot be used; every problem, not only the first. Exit code 2. */
public final class InvalidConfigException extends RuntimeException {

    private final transient List<String> problems;

    public InvalidConfigException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
