package io.plumbline.streams.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.schema.event.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each reviewer's own format states, and that it states nothing in another's mouth. */
class ReviewFormatsTest {

    private static final String GEMINI = "(https://www.gstatic.com/codereviewagent/x.svg)";
    private static final ReviewRules RULES = ReviewRules.standard();

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "coderabbit | critical | SECURITY_AND_PRIVACY | _🔒 Security & Privacy_ ¦ _🔴 Critical_ ¦ _⚡ Quick win_",
                "coderabbit | major | FUNCTIONAL_CORRECTNESS | _🎯 Functional Correctness_ ¦ _🟠 Major_",
                "coderabbit | minor | FUNCTIONAL_CORRECTNESS | _Functional Correctness_ ¦ _🟡 Minor_ ¦ _🏗️ Heavy lift_",
                "coderabbit | trivial | MAINTAINABILITY_AND_CODE_QUALITY | _📐 Maintainability & Code Quality_ ¦ _🔵 Trivial_",
                "coderabbit | info | STABILITY_AND_AVAILABILITY | _🩺 Stability & Availability_ ¦ _⚪ Info_",
                "coderabbit | minor | DATA_INTEGRITY_AND_INTEGRATION | _🗄️ Data Integrity & Integration_ ¦ _🟡 Minor_",
                "coderabbit | major | PERFORMANCE_AND_SCALABILITY | _🚀 Performance & Scalability_ ¦ _🟠 Major_",
                "coderabbit | major | | _⚠️ Potential issue_ ¦ _🟠 Major_",
                "coderabbit | | | _⚠️ Potential issue_",
                "coderabbit | trivial | | _🧹 Nitpick (assertive)_",
                "coderabbit | | MAINTAINABILITY_AND_CODE_QUALITY | _🛠️ Refactor suggestion_",
                "github-copilot | trivial | | [nitpick] Name it after what it holds.",
                "github-copilot | | | The index is off by one.",
                "cursor | critical | | ### Title↵↵**Critical Severity**↵↵Text",
                "cursor | major | | ### Title↵↵**High Severity**↵↵<!-- DESCRIPTION START -->",
                "cursor | minor | | ### Title↵↵**Medium Severity**",
                "cursor | trivial | | ### Title↵↵**Low Severity**",
                "cursor | | | <details open>↵<summary><h3>Bug: Title</h3></summary>",
                "sourcery | | FUNCTIONAL_CORRECTNESS | **issue (bug_risk):** The timeout is never applied.",
                "sourcery | | SECURITY_AND_PRIVACY | **🚨 suggestion (security):** Escape it.",
                "sourcery | | PERFORMANCE_AND_SCALABILITY | **suggestion (performance):** One query will do.",
                "sourcery | trivial | MAINTAINABILITY_AND_CODE_QUALITY | **nitpick (typo):** Spelling.",
                "sourcery | | MAINTAINABILITY_AND_CODE_QUALITY | **issue (code-quality):** Invert the condition.",
                "sourcery | | | **question:** Is that meant?",
                "greptile | critical | | <a href=\"#\"><img alt=\"P0\" src=\"https://x/badges/p0.svg\" align=\"top\"></a> **Title**",
                "greptile | major | SECURITY_AND_PRIVACY | <img alt=\"P1\" src=\"p1.svg\"> <img alt=\"security\" src=\"s.svg\"> **Title**",
                "greptile | minor | | <a href=\"#\"><img alt=\"P2\" src=\"p2.svg\"></a> **Title**",
                "greptile | | FUNCTIONAL_CORRECTNESS | **logic:** Never true.",
                "greptile | | FUNCTIONAL_CORRECTNESS | **syntax:** Missing bracket.",
                "greptile | | MAINTAINABILITY_AND_CODE_QUALITY | **style:** Shorter.",
                "graphite | | | This is a critical security issue with high severity.↵↵*Spotted by Graphite Agent*",
                "openai-codex | critical | | **<sub><sub>![P0 Badge](https://x/badge/P0-red?style=flat)</sub></sub>  Title**",
                "openai-codex | major | | **<sub><sub>![P1 Badge](https://x/badge/P1-orange?style=flat)</sub></sub>  Title**",
                "openai-codex | minor | | **<sub><sub>![P2 Badge](https://x/badge/P2-yellow?style=flat)</sub></sub>  Title**",
                "gemini-code-assist | critical | | ![critical]⌂↵↵Text",
                "gemini-code-assist | major | SECURITY_AND_PRIVACY | ![security-high]⌂ ![high]⌂↵↵Text",
                "gemini-code-assist | minor | | ![medium]⌂↵↵Text",
                "gemini-code-assist | trivial | | ![low]⌂↵↵Text",
                "seer | major | | **Bug:** Text.↵<sub>Severity: HIGH ¦ Confidence: High</sub>",
                "cubic | minor | | P2: Text.",
                "other | major | | **Severity**: High",
                "other | | | Highly critical code, a major rewrite.",
                "people | trivial | | nit: name",
                "people | trivial | | **nitpick (non-blocking):** name",
                "people | major | SECURITY_AND_PRIVACY | issue (security, blocking): the token is logged",
                "people | | | I think this is critical.",
            })
    void eachFormatIsReadAsItsReviewerMeansIt(String tool, String severity, String category, String text) {
        var body = text.replace("¦", "|").replace("↵", "\n").replace("⌂", GEMINI);

        var stated = RULES.read(tool, ReviewRules.excerpt(body));

        assertThat(stated).isEqualTo(new Stated(severity, category));
    }

    @Test
    void oneVendorsWordsStateNothingInAnothersComment() {
        var rabbit = "_🔒 Security & Privacy_ | _🔴 Critical_";
        var bugbot = "### It\n\n**High Severity**";
        var codex = "**![P1 Badge](https://x)** Title";
        var gemini = "![high]" + GEMINI;
        var sourcery = "**issue (bug_risk):** It.";

        for (var tool : new String[] {"github-copilot", "graphite"}) {
            for (var words : new String[] {rabbit, bugbot, codex, gemini, sourcery}) {
                assertThat(RULES.read(tool, words)).as(tool + " " + words).isEqualTo(Stated.NOTHING);
            }
        }
        assertThat(RULES.read("coderabbit", bugbot)).isEqualTo(Stated.NOTHING);
        assertThat(RULES.read("cursor", rabbit)).isEqualTo(Stated.NOTHING);
        assertThat(RULES.read("openai-codex", gemini)).isEqualTo(Stated.NOTHING);
        assertThat(RULES.read("gemini-code-assist", codex)).isEqualTo(Stated.NOTHING);
        assertThat(RULES.read("greptile", sourcery)).isEqualTo(Stated.NOTHING);
    }

    @Test
    void quotedWordsAndCodeStateNothing() {
        var quoted = ReviewRules.excerpt("> _⚠️ Potential issue_ | _🔴 Critical_\n\nWhy?");
        var fenced = ReviewRules.excerpt("Use the mark:\n```\n_⚠️ Potential issue_ | _🔴 Critical_\n```\n");

        assertThat(RULES.read("coderabbit", quoted)).isEqualTo(Stated.NOTHING);
        assertThat(RULES.read("coderabbit", fenced)).isEqualTo(Stated.NOTHING);
        assertThat(ReviewRules.excerpt("```\nonly code\n```")).isNull();
    }

    @Test
    void ofALongCommentTheBeginningAndTheEndAreKept() {
        var excerpt = ReviewRules.excerpt("**Bug:** " + "x".repeat(50_000) + "\n<sub>Severity: LOW</sub>");

        assertThat(excerpt).hasSizeLessThanOrEqualTo(601);
        assertThat(RULES.read("seer", excerpt).severity()).isEqualTo("trivial");
    }

    @Test
    void anOrganisationAddsItsOwnReviewerAndCorrectsAnother() {
        var rules = ReviewRules.standardWith("""
                version: acme-1
                reviewers: [{tool: acme-review, logins: ['Acme-Review[bot]']}]
                formats:
                  - {tool: acme-review, severities: [{severity: major, match: '^\\[must\\]'}]}
                  - {tool: coderabbit, severities: [{severity: unstated, match: '_🔵 Trivial_'}]}
                """);

        assertThat(rules.toolOf(new Account("acme-review[bot]", 7L, "Bot"))).contains("acme-review");
        assertThat(rules.read(rules.formatOf("acme-review", false), "[must] Do it.")
                        .severity())
                .isEqualTo("major");
        assertThat(rules.read("coderabbit", "_🎯 Functional Correctness_ | _🔵 Trivial_"))
                .isEqualTo(new Stated(null, "FUNCTIONAL_CORRECTNESS"));
        assertThat(rules.read("coderabbit", "_🎯 Functional Correctness_ | _🟠 Major_")
                        .severity())
                .isEqualTo("major");
        assertThat(rules.version()).isEqualTo(RULES.version() + "+acme-1");
        assertThat(ReviewRules.standardWith(" ")).isSameAs(RULES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "formats: []",
                "version: a-1\nformats: [{tool: x, severities: [{severity: terrible, match: x}]}]",
                "version: a-1\nformats: [{tool: x, categories: [{category: UGLY, match: x}]}]",
                "version: a-1\nformats: [{tool: x, severities: [{severity: major, match: '('}]}]",
                "version: a-1\nformats: [{tool: x, severities: [{severity: major}]}]",
                "version: a-1\nformats: [{tool: x}, {tool: x}]",
                "version: a-1\nformats: [{severities: []}]",
                "version: a-1\nreviewers: [{tool: x}]",
                "version: a-1\nfix: ['done']",
                "version: a-1\nverdicts: []",
                "::",
            })
    void rulesThatCannotBeUsedAreRefusedWithAReason(String yaml) {
        assertThatThrownBy(() -> ReviewRules.standardWith(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }
}
