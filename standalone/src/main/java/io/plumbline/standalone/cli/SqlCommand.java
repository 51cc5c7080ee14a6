package io.plumbline.standalone.cli;

import io.plumbline.standalone.process.Attachment;
import io.plumbline.standalone.process.ReadOnlySql;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Run one read-only statement; docs/sql.md lists the views.",
        footer = {
            "",
            "Example:  plumbline sql \"SELECT tool, count() FROM mart.pull_request GROUP BY tool\" --format JSON"
        })
final class SqlCommand implements Callable<Integer> {

    private final Clock clock;

    @Mixin
    private Settings settings;

    @Parameters(
            arity = "0..1",
            paramLabel = "SELECT ..",
            description = "The statement; '-' or none reads it from standard input.")
    private String statement;

    @Option(
            names = "--format",
            defaultValue = "PrettyCompact",
            description = "Any ClickHouse output format (default: ${DEFAULT-VALUE}).")
    private String format;

    @Option(names = "--output", paramLabel = "FILE", description = "Write there instead of to standard output.")
    private Path output;

    SqlCommand(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        var sql = statement == null || statement.equals("-")
                ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                : statement;
        if (sql.isBlank()) {
            throw new UsageException(
                    "no statement given. Example: plumbline sql \"SELECT count() FROM mart.pull_request\"");
        }
        Quiet.unless(settings.verbose());
        try (var attachment = Attachment.toClickHouse(settings.load(), clock)) {
            return print(attachment, sql);
        }
    }

    private int print(Attachment attachment, String sql) throws IOException, InterruptedException {
        try (var answer = ReadOnlySql.run(attachment, sql, format)) {
            if (output != null) {
                Files.copy(answer, output, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } else {
                answer.transferTo(System.out);
                System.out.flush();
            }
        }
        return 0;
    }
}
