package io.plumbline.standalone.simulator;

import java.util.List;

/** Who or what wrote a change; the ids are the names used in the truth file and in a plan's effects. */
enum Tool {
    NONE("none"),
    OPENAI_CODEX("openai-codex"),
    GITHUB_COPILOT("github-copilot"),
    CLAUDE_CODE("claude-code"),
    CURSOR("cursor"),
    DEVIN("devin"),
    DEPENDABOT("dependabot"),
    RENOVATE("renovate"),
    GITHUB_ACTIONS("github-actions");

    /** Tools that can open pull requests on their own, in the order of the weights below. */
    static final List<Tool> AGENTS = List.of(OPENAI_CODEX, GITHUB_COPILOT, CLAUDE_CODE, CURSOR, DEVIN);
    /** Tools that leave a trailer in the commits of a person. */
    static final List<Tool> ASSISTANTS = List.of(CLAUDE_CODE, GITHUB_COPILOT, CURSOR);

    private final String id;

    Tool(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
