package io.plumbline.standalone.simulator;

/** A GitHub account: a fictional person, or a bot with its real login and numeric id. */
record Account(String login, long id, String type, String name, String email) {
    // Ids and logins of real automations: the attribution rules match on them.
    static final Account DEPENDABOT = bot("dependabot[bot]", 49699333L);
    static final Account RENOVATE = bot("renovate[bot]", 29139614L);
    static final Account ACTIONS = bot("github-actions[bot]", 41898282L);
    static final Account COPILOT_AGENT = new Account(
            "Copilot", 198982749L, "Bot", "copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com");
    static final Account DEVIN = new Account(
            "devin-ai-integration[bot]",
            158243242L,
            "Bot",
            "Devin AI",
            "158243242+devin-ai-integration[bot]@users.noreply.github.com");
    static final Account CODERABBIT = bot("coderabbitai[bot]", 136622811L);
    static final Account COPILOT_REVIEWER = bot("copilot-pull-request-reviewer[bot]", 175728472L);
    /** The same account as {@link #COPILOT_REVIEWER}, under the login GitHub shows on its comments. */
    static final Account COPILOT_COMMENTER =
            new Account("Copilot", 175728472L, "Bot", "Copilot", "175728472+Copilot@users.noreply.github.com");

    static final Account BUGBOT = bot("cursor[bot]", 206951365L);
    /** Author of the commits of Cursor's agent; it has no account of its own on pull requests. */
    static final Account CURSOR_AGENT =
            new Account("cursoragent", 199161495L, "User", "Cursor Agent", "cursoragent@cursor.com");
    /** Committer of everything that is done in the browser. */
    static final Account WEB_FLOW = new Account("web-flow", 19864447L, "User", "GitHub", "noreply@github.com");

    private static Account bot(String login, long id) {
        return new Account(login, id, "Bot", login, id + "+" + login + "@users.noreply.github.com");
    }

    boolean person() {
        return type.equals("User");
    }

    String trailer() {
        return "Co-authored-by: " + name + " <" + email + ">";
    }
}
