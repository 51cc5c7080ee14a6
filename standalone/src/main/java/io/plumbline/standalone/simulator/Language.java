package io.plumbline.standalone.simulator;

/** Where a language keeps its code, its tests and its build. */
enum Language {
    JAVA("Java", "src/main/java/sim/%s/%s.java", "src/test/java/sim/%s/%sTest.java", "pom.xml", "pom.xml"),
    TYPESCRIPT("TypeScript", "src/%s/%s.ts", "src/%s/%s.test.ts", "package.json", "package-lock.json"),
    GO("Go", "internal/%s/%s.go", "internal/%s/%s_test.go", "go.mod", "go.sum"),
    PYTHON("Python", "%s/%s.py", "tests/%s/test_%s.py", "pyproject.toml", "uv.lock");

    private final String label;
    private final String source;
    private final String test;
    private final String build;
    private final String lock;

    Language(String label, String source, String test, String build, String lock) {
        this.label = label;
        this.source = source;
        this.test = test;
        this.build = build;
        this.lock = lock;
    }

    String label() {
        return label;
    }

    String source(String area, String part) {
        return fill(source, area, name(part));
    }

    String test(String area, String part) {
        return fill(test, area, name(part));
    }

    String build() {
        return build;
    }

    String lock() {
        return lock;
    }

    /** Nobody writes a lock file by hand; where the build file is one and the same, people do. */
    boolean generated(String path) {
        return path.equals(lock) && !lock.equals(build);
    }

    private String name(String part) {
        if (this != JAVA) {
            return part.replace('-', this == TYPESCRIPT ? '-' : '_');
        }
        StringBuilder camel = new StringBuilder();
        boolean capital = true;
        for (int i = 0; i < part.length(); i++) {
            char letter = part.charAt(i);
            if (letter == '-') {
                capital = true;
            } else {
                camel.append(capital ? Character.toUpperCase(letter) : letter);
                capital = false;
            }
        }
        return camel.toString();
    }

    private static String fill(String pattern, String area, String part) {
        int first = pattern.indexOf("%s");
        int second = pattern.indexOf("%s", first + 2);
        return pattern.substring(0, first)
                + area
                + pattern.substring(first + 2, second)
                + part
                + pattern.substring(second + 2);
    }
}
