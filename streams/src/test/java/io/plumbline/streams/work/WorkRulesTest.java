package io.plumbline.streams.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkRulesTest {

    private final WorkRules rules = WorkRules.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "feat(ui): add alert sidebar to incident table | feat",
                "feat!: drop Node 16 | feat",
                "feat(api)!: rename field | feat",
                "feat!(config): store sqlite file relative to rootpath | feat",
                "Feature: dark mode | feat",
                "bugfix: stable sort for extension priority | fix",
                "hotfix(payments): rounding | fix",
                "doc: add AGENTS guide | docs",
                "tests: cover stream options host check | test",
                "perf: cache layouts | perf",
                "ci: pin runner image | ci",
                "deps: bump sinon | build",
                "build(deps): bump sinon from 17 to 18 | build",
                "style: standardize if spacing | style",
                "ref: share blob codec helpers | refactor",
                "chore(release): 1.4.0 | chore",
                "SKY-5061: feat: add model to workflow | feat",
                "[SKY-5061] fix: width of multibyte characters | fix",
                "(SKY-5061) docs: quickstart | docs",
                "#4711 fix: handle empty IP | fix",
                "🧹 chore: Improve CSRF tests coverage | chore",
                ":bug: fix: redirect loop | fix",
                "[Dashboard] feat: tooltip | feat",
                "[WIP] fix: redirect loop | fix",
                "WIP: fix: redirect loop | fix",
                "[fix][cli] Enhance split-bundle command | fix",
                "[Docs] Supported hardware | docs",
                "feat/quickbooks | feat",
                "fix/perf: two things at once | fix",
                "Revert \"feat: add dark mode\" | revert",
                "Revert: feat: add dark mode | revert",
                "revert(ui): dark mode | revert",
                "Revert 1a2b3c4d and its follow-up | revert",
                "Revert #123 | revert",
                "Revert \"Revert \"feat: add dark mode\"\" | feat",
                "Reapply \"fix: redirect loop\" | fix",
            })
    void theFormOfTheTitleDecidesFirst(String title, String type) {
        var work = rules.of(title, List.of("documentation"), List.of("src/test/java/LoginTest.java"));

        assertThat(work.type()).isEqualTo(type);
        assertThat(work.source()).isEqualTo("title");
    }

    @ParameterizedTest
    @CsvSource({
        "bug, fix",
        "kind/bug, fix",
        "type: bug, fix",
        "🐛 bug, fix",
        "T-bug, fix",
        "enhancement, feat",
        "type:enhancement, feat",
        "new feature, feat",
        "documentation, docs",
        "dependencies, build",
        "github_actions, ci",
        "performance, perf",
        "tech debt, refactor",
        "Testing, test",
        "chore, chore",
    })
    void labelsDecideWhereTheTitleHasNoForm(String label, String type) {
        var work = rules.of("auth: session store", List.of("good first issue", label), List.of("README.md"));

        assertThat(work.type()).isEqualTo(type);
        assertThat(work.source()).isEqualTo("label");
    }

    @Test
    void ofSeveralLabelsTheEarlierRuleDecidesWhateverTheirOrder() {
        assertThat(rules.of("x", List.of("enhancement", "bug"), List.of()).type())
                .isEqualTo("fix");
        assertThat(rules.of("x", List.of("dependencies", "github_actions"), List.of())
                        .type())
                .isEqualTo("ci");
    }

    @ParameterizedTest
    @CsvSource({
        "README.md docs/guide/install.rst, docs",
        "src/test/java/LoginTest.java src/test/resources/users.json, test",
        "src/ui/__snapshots__/nav.snap src/ui/nav.test.tsx, test",
        ".github/workflows/build.yml .gitlab-ci.yml, ci",
        "package.json package-lock.json, build",
        "pom.xml Makefile gradle.properties, build",
        "tests/README.md, test",
        "README.md docs/logo.min.js, docs",
    })
    void pathsOfOneKindDecideWhereTitleAndLabelsSayNothing(String paths, String type) {
        var work = rules.of("Fix the thing", List.of(), Arrays.asList(paths.split(" ")));

        assertThat(work.type()).isEqualTo(type);
        assertThat(work.source()).isEqualTo("paths");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"README.md src/main/java/App.java", "src/main/java/App.java", "README.md pom.xml", "app.min.js"})
    void pathsOfSeveralKindsDecideNothing(String paths) {
        assertThat(rules.of("Fix the thing", List.of(), Arrays.asList(paths.split(" ")))
                        .source())
                .isEqualTo("words");
    }

    @ParameterizedTest
    @CsvSource({
        "Fix OAuth2 callback URI, fix",
        "Resolve dependency version conflicts, fix",
        "Prevent over-counting Blob memory usage, fix",
        "Add Kinesis sink, feat",
        "Implement light mode theme, feat",
        "Introduce AgentRunner class, feat",
        "Support single string for depends field, feat",
        "Refactor prompt structure, refactor",
        "Rename custom_api_used column, refactor",
        "Bump sinon, build",
        "Upgrade eslint to version 9, build",
        "Update SQLAlchemy docs, docs",
        "Fix typo in README, docs",
        "Improve annotation Javadoc, docs",
        "Document closeable output stream, docs",
        "Add missing unit tests, test",
        "Add ClassUtilTest, test",
        "Fix failing tests, fix",
        "Update GitHub Actions actions versions, ci",
        "Optimize collapsible performance, perf",
        "Reformat sources, style",
        "Bliink bid adapter: fix intermittent failure, fix",
        "Codex/implement ovs provider for metadata, feat",
        "Revert to the old scheduler, revert",
    })
    void wordsOfTheTitleDecideLast(String title, String type) {
        var work = rules.of(title, List.of("needs review"), List.of());

        assertThat(work.type()).isEqualTo(type);
        assertThat(work.source()).isEqualTo("words");
    }

    @Test
    void whatNobodyCanTellIsOther() {
        assertThat(rules.of("OmniMCP", List.of(), List.of())).isEqualTo(new Work("other", null, List.of()));
        assertThat(rules.of(null, List.of(), List.of()).type()).isEqualTo("other");
        assertThat(rules.of("  ", List.of(""), List.of("")).type()).isEqualTo("other");
        assertThat(rules.of("[]", List.of(), List.of("/", "//", "a/")).type()).isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource({
        "src/main/java/org/acme/web/UserController.java, api",
        "server/routes/users.ts, api",
        "proto/users/v1/users.proto, api schema",
        "openapi.yaml, api",
        "src/main/resources/db/migration/V0003__mart_views.sql, schema",
        "db/schema.rb, schema",
        "prisma/schema.prisma, schema",
        "alembic/versions/1f2_add_table.py, schema",
        "packages/core/src/auth/OAuthProvider.ts, auth",
        "app/services/user_permissions.py, auth",
        "lib/LoginForm.tsx, auth",
        "api/login.go, api auth",
        "src/test/java/org/acme/UserControllerTest.java, test",
        "tests/api/test_users.py, test",
        "internal/auth/token_test.go, test",
        "web/src/components/Button.spec.tsx, test",
        "spec/models/user_spec.rb, test",
        "README.md, docs",
        "docs/api/users.md, docs",
        "CHANGELOG.md, docs",
        ".github/workflows/release.yml, infrastructure",
        "deploy/k8s/service.yaml, infrastructure",
        "infra/main.tf, infrastructure",
        "Dockerfile, infrastructure",
        "docker-compose.dev.yml, infrastructure",
        "src/telemetry/tracer.ts, observability",
        "src/main/resources/logback.xml, observability",
        "grafana/dashboards/api.json, api observability",
        "package.json, dependencies",
        "gradle/libs.versions.toml, dependencies",
        "requirements-dev.txt, dependencies",
        "src/Acme.Web/Acme.Web.csproj, dependencies",
        "yarn.lock, dependencies generated",
        "vendor/github.com/x/auth/login_test.go, dependencies generated",
        "ui/__snapshots__/nav.tsx.snap, generated test",
        "public/js/jquery.min.js, generated",
        "api/gen/users.pb.go, generated",
        "src/author/latest.ts, ''",
        "src/contest/Latest.java, ''",
        "src/documents/store.go, ''",
        "src/apiary/bees.py, ''",
        "Makefile, ''",
    })
    void areasComeFromThePaths(String path, String areas) {
        assertThat(String.join(" ", rules.of("x", List.of(), List.of(path)).areas()))
                .isEqualTo(areas);
    }

    @Test
    void areasOfSeveralPathsAreSortedAndNamedOnce() {
        var paths = List.of("server/routes/users.ts", "README.md", "api/users.proto", "docs/users.md");

        assertThat(rules.of("x", List.of(), paths).areas()).containsExactly("api", "docs", "schema");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package-lock.json",
                "web/pnpm-lock.yaml",
                "Cargo.lock",
                "go.sum",
                "third_party/zlib/inflate.c",
                "web/node_modules/x/index.js",
                "dist/app.js",
                "app.min.css",
                "app.js.map",
                "users_pb2.py",
                "src/__generated__/types.ts",
                "model.g.dart",
                "zz_generated.deepcopy.go",
                "Form1.Designer.cs",
                "__snapshots__/nav.snap",
                "Package.resolved"
            })
    void lockFilesVendoredCodeSnapshotsAndMinifiedFilesAreGenerated(String path) {
        assertThat(rules.isGenerated(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "package.json",
                "src/generator/Main.java",
                "vendors.ts",
                "src/distance.py",
                "mini.js",
                "lock.go",
                ""
            })
    void whatPeopleWriteIsNotGenerated(String path) {
        assertThat(rules.isGenerated(path)).isFalse();
    }

    @Test
    void anOrganisationsOwnRulesGoFirst() {
        var own = WorkRules.standardWith("""
                version: acme-3
                disable: [path-auth]
                rules:
                  - {id: acme-story, signal: prefix, type: feat, values: [story]}
                  - {id: acme-defect, signal: label, type: perf, values: [slow, bug]}
                  - {id: acme-billing, signal: path, areas: [billing], files: ["/billing/**/*.cbl"]}
                  - {id: words-revert, signal: words, type: chore, first: true, weight: 9, values: [revert]}
                """);

        assertThat(own.version()).isEqualTo(rules.version() + "+acme-3");
        assertThat(own.of("Story: invoices", List.of(), List.of()).type()).isEqualTo("feat");
        assertThat(own.of("x", List.of("bug"), List.of()).type()).isEqualTo("perf");
        assertThat(own.of("x", List.of(), List.of("billing/a/b/INVOICE.CBL", "auth/login.go"))
                        .areas())
                .containsExactly("billing");
        assertThat(own.of("Revert to the old scheduler", List.of(), List.of()).type())
                .isEqualTo("chore");
        assertThat(WorkRules.standardWith(" ")).isSameAs(rules);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: [] | version must be given",
                "{version: a, disable: [nope]} | there is no rule nope",
                "{version: a, rules: [{id: x, signal: smell, type: fix, values: [y]}]} | Rule x: signal smell",
                "{version: a, rules: [{id: x, signal: label, type: bug, values: [y]}]} | Rule x: type bug",
                "{version: a, rules: [{id: x, signal: label, type: fix}]} | Rule x: type and values",
                "{version: a, rules: [{id: x, signal: path, areas: [A B], files: [y]}]} | Rule x: area A B",
                "{version: a, rules: [{id: x, signal: path, areas: [a]}]} | Rule x: files or words",
                "{version: a, rules: [{id: x, signal: words, type: fix, weight: 0, values: [y]}]} | Rule x: weight",
                "{version: a, rules: [{id: x, signal: words, type: fix, values: ['!']}]} | Rule x: a value has no word",
                "{version: a, rules: [{id: x, signal: label, type: fix, values: [y]}, {id: x, signal: label, type: fix, values: [z]}]} | Rule x occurs twice",
                "{version: a, rulez: []} | rulez",
                "'[1' | Cannot read work rules",
            })
    void rulesThatCannotBeUsedAreRefusedWithTheReason(String yaml, String reason) {
        assertThatThrownBy(() -> WorkRules.standardWith(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
