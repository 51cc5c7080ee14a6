package io.plumbline.standalone.simulator;

/** Kinds of work with their share and how much easier (in log odds) a change of that kind is merged. */
enum TaskType {
    FEAT("feat", 0.30, -0.25),
    FIX("fix", 0.27, 0.1),
    DOCS("docs", 0.08, 0.5),
    REFACTOR("refactor", 0.08, -0.05),
    CHORE("chore", 0.09, 0.3),
    TEST("test", 0.08, 0.0),
    BUILD("build", 0.04, 0.1),
    CI("ci", 0.03, 0.2),
    PERF("perf", 0.02, -0.5),
    STYLE("style", 0.01, 0.5);

    private final String word;
    private final double share;
    private final double ease;

    TaskType(String word, double share, double ease) {
        this.word = word;
        this.share = share;
        this.ease = ease;
    }

    String word() {
        return word;
    }

    double ease() {
        return ease;
    }

    static TaskType draw(Dice dice) {
        TaskType[] all = values();
        double[] shares = new double[all.length];
        for (int i = 0; i < all.length; i++) {
            shares[i] = all[i].share;
        }
        return all[dice.weighted(shares)];
    }
}
