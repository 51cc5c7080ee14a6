package io.plumbline.dashboards.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The installed Chromium without a window. It is never downloaded, and a missing one is an error. */
final class Chromium implements AutoCloseable {

    private static final String VARIABLE = "PLUMBLINE_CHROMIUM";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String AXE = resource("/axe.min.js");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    static Chromium start() {
        var executable = executable();
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Chromium(playwright, browser);
    }

    private static Path executable() {
        var named = System.getenv(VARIABLE);
        var folders = Stream.concat(
                        Stream.of("/usr/bin"), Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator)))
                .toList();
        return Stream.concat(
                        Stream.ofNullable(named).map(Path::of),
                        NAMES.stream().flatMap(name -> folders.stream().map(folder -> Path.of(folder, name))))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The browser tests need Chromium: install Debian's package"
                        + " \"chromium\", or name an executable in " + VARIABLE + ". Looked for " + NAMES + " in "
                        + folders + "."));
    }

    Visit visit(int width, ColorScheme theme) {
        var context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(theme)
                .setReducedMotion(ReducedMotion.REDUCE));
        context.addInitScript("window.violations = []; document.addEventListener('securitypolicyviolation',"
                + " e => window.violations.push(e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sample));");
        return new Visit(context);
    }

    /** A reader who has switched JavaScript off. */
    Page visitWithoutScripts() {
        return browser.newPage(new Browser.NewPageOptions().setJavaScriptEnabled(false));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static String resource(String name) {
        try (var in = Chromium.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One reader with one page, who writes down everything that went wrong. */
    static final class Visit implements AutoCloseable {

        private static final String SHOW_VIOLATIONS =
                "async () => { const found = await axe.run(document, {rules: {'target-size': {enabled: true}}});"
                        + " return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ') + ' ' +"
                        + " n.failureSummary).join(' | ')); }";

        private final BrowserContext context;
        private final Page page;
        private final List<String> troubles = new ArrayList<>();

        private Visit(BrowserContext context) {
            this.context = context;
            this.page = context.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    troubles.add("console: " + message.text());
                }
            });
            page.onPageError(error -> troubles.add("script: " + error));
            page.onRequest(request -> {
                if (!request.url().startsWith("http://127.0.0.1:")
                        && !request.url().startsWith("data:")) {
                    troubles.add("request elsewhere: " + request.url());
                }
            });
        }

        Page page() {
            return page;
        }

        /** Console errors, script errors, requests to elsewhere and violations of the content security policy. */
        List<String> troubles() {
            var all = new ArrayList<>(troubles);
            ((List<?>) page.evaluate("window.violations")).forEach(violation -> all.add("policy: " + violation));
            return all;
        }

        /** What axe-core finds wrong with the page as it stands, all rules and the target size. */
        List<?> inaccessible() {
            page.evaluate(AXE);
            return (List<?>) page.evaluate(SHOW_VIOLATIONS);
        }

        /** How far the page is wider than the window, in pixels. */
        int overflow() {
            return ((Number) page.evaluate(
                            "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .intValue();
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
