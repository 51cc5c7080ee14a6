package io.plumbline.standalone.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.standalone.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents promise exists. */
class DocumentsTest {

    private static final Path ROOT = Path.of(System.getProperty("plumbline.root", ".."));
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)(#[^)]*)?\\)");
    private static final Pattern COMMAND = Pattern.compile("plumbline ([a-z]+)(?: ([a-z-]+))?(?= |`|$|\")");

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (var document : documents()) {
            var links = LINK.matcher(Files.readString(document));
            while (links.find()) {
                var target = links.group(1);
                if (!target.startsWith("http")
                        && !Files.exists(document.getParent().resolve(target))) {
                    broken.add(document + " -> " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyCommandExists() throws IOException {
        var commands = CommandLineRun.commandLine(Clock.systemUTC()).getSubcommands();
        var unknown = new ArrayList<String>();
        for (var document : documents()) {
            var found = COMMAND.matcher(Files.readString(document).replace("./plumbline", "plumbline"));
            while (found.find()) {
                var name = found.group(1);
                if (!commands.containsKey(name)) {
                    unknown.add(document + ": plumbline " + name);
                } else if (name.equals("import")
                        && found.group(2) != null
                        && !commands.get(name).getSubcommands().containsKey(found.group(2))) {
                    unknown.add(document + ": plumbline import " + found.group(2));
                }
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void theReadmeFitsTwoScreens() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve("README.md"))).hasSizeLessThan(100);
    }

    private static List<Path> documents() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(path -> path.toString()
                            .endsWith(".md")))
                    .toList();
        }
    }
}
