package io.plumbline.streams.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Makefile | Makefile a/b/Makefile | makefile Makefile.am Makefile/x",
                "go.sum | go.sum A/GO.SUM | go.sum/x xgo.sum",
                "docs/ | docs/a a/docs/b.md a/DOCS/b | docs a/mydocs/b",
                "*.min.js | a.min.js x/.min.js | a.js a.min.jsx",
                "*Test.java | a/LoginTest.java | latest.java LoginTest.kt",
                "*_test.go | a/x_test.go X_TEST.GO | test.go",
                "README* | README README.md a/README.txt | Readme.md",
                "test_*.py | test_a.py x/Test_b.py | mytest_a.py test_a.pyc",
                "*.generated.* | a.generated.ts b/c.Generated.cs | generated.ts a.generated",
                "zz_generated* | a/zz_generated.deepcopy.go | azz_generated.go",
                "compose?.yml | compose1.yml | compose.yml compose12.yml",
                "/from/the/root | from/the/root | a/from/the/root from/the/root/x",
                "/root/ | root/a | a/root/b",
                ".github/workflows/ | .github/workflows/a.yml x/.github/workflows/b | .github/workflows",
                "spec/**/*.rb | spec/a.rb spec/x/y/a.rb z/spec/a.rb | spec/a.js myspec/a.rb",
                "a/**/b | a/b a/x/y/b x/a/b | a/xb",
                "charts/** | charts/a x/charts/b/c | charts",
                "*.pb.{go,cc} | a.pb.go b.pb.cc | a.pb.rs",
            })
    void patternsMatchAsInGitignore(String glob, String matching, String others) {
        var rule = new Rule(
                0, "x", Rule.Signal.PATH, null, List.of("x"), List.of(), List.of(glob), List.of(), 1, false, false);
        var index = new PathIndex(List.of(rule));

        var wrong = new ArrayList<String>();
        for (var path : matching.split(" ")) {
            if (index.of(path).isEmpty()) {
                wrong.add(path);
            }
        }
        for (var path : others.split(" ")) {
            if (!index.of(path).isEmpty()) {
                wrong.add("not " + path);
            }
        }

        assertThat(wrong).isEmpty();
    }
}
