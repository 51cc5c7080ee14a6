package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.Analysis;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import io.plumbline.embedded.clickhouse.http.SqlLexer.Token;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the read-only user may ask, beyond what the engine's {@code readonly=1} refuses by itself.
 *
 * <p>The embedded engine lets a readonly session do four things that a server would not: {@code INTO OUTFILE}, KILL of
 * anything, DESCRIBE of a table function (which fetches the URL or opens the file), and the scalar function {@code file()},
 * which reads any file of the machine. The last can be named without brackets ({@code arrayMap(file, ..)},
 * {@code APPLY(file)}), so the bare name is refused wherever it stands; a column of that name is written {@code t.file}.
 */
final class ReaderRules {
    private static final String FILE = "file";
    private static final long SECONDS = 300;

    /** Settings that change how a result looks or end a query earlier. None reads, writes or reaches another machine. */
    private static final Set<String> CHANGEABLE = Set.of(
            "add_http_cors_header",
            "allow_experimental_analyzer",
            "cancel_http_readonly_queries_on_client_close",
            "connect_timeout",
            "date_time_output_format",
            "enable_analyzer",
            "enable_http_compression",
            "extremes",
            "final",
            "http_headers_progress_interval_ms",
            "http_zlib_compression_level",
            "join_use_nulls",
            "limit",
            "log_comment",
            "log_queries",
            "max_block_size",
            "max_bytes_to_read",
            "max_result_bytes",
            "max_result_rows",
            "max_rows_to_read",
            "max_threads",
            "offset",
            "prefer_column_name_to_alias",
            "read_overflow_mode",
            "receive_timeout",
            "result_overflow_mode",
            "send_progress_in_http_headers",
            "send_timeout",
            "session_timezone",
            "timeout_overflow_mode",
            "totals_mode",
            "use_client_time_zone",
            "wait_end_of_query");

    private static final List<String> CHANGEABLE_PREFIXES =
            List.of("output_format_", "format_csv_", "format_custom_", "format_tsv_", "format_binary_", "bool_");
    private static final Set<String> NOT_CHANGEABLE = Set.of("output_format_schema");

    private final String user;
    private final Set<String> tableFunctions;

    /** @param tableFunctions names of the table functions that a readonly session may not use */
    ReaderRules(String user, Set<String> tableFunctions) {
        this.user = user;
        this.tableFunctions = tableFunctions;
    }

    void check(StatementText statement, Analysis analysis, Map<String, String> parameters) throws EngineException {
        checkNames(statement.tokens(), parameters);
        if (statement.startsWith("EXISTS") && statement.tokens().stream().anyMatch(ReaderRules::looksLikeAFile)) {
            throw readonly();
        }
        if (analysis.kind() == Analysis.Kind.UNKNOWN) {
            checkUnparsed(statement.tokens());
        } else if (!analysis.isOneReadOnlyStatement() && !statement.startsWith("USE")) {
            throw readonly();
        }
    }

    /** A text that the engine's parser refuses is run for its error message, unless a part of it could have an effect. */
    private static void checkUnparsed(List<Token> tokens) throws EngineException {
        for (Token token : tokens) {
            if (token.is("OUTFILE") || token.isPunctuation(';') || token.type() == SqlLexer.Type.BROKEN) {
                throw new EngineException(
                        EngineException.SYNTAX_ERROR,
                        "SYNTAX_ERROR",
                        "Syntax error: the statement could not be parsed.");
            }
        }
    }

    private void checkNames(List<Token> tokens, Map<String, String> parameters) throws EngineException {
        boolean namesFromParameters =
                tokens.stream().anyMatch(token -> token.text().equals("Identifier"));
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean called = i + 1 < tokens.size() && tokens.get(i + 1).isPunctuation('(');
            boolean qualified = i > 0 && tokens.get(i - 1).isPunctuation('.');
            if (token.type() == SqlLexer.Type.BROKEN
                    || (token.isIdentifier() && token.text().equals(FILE) && (called || !qualified))
                    || (token.isIdentifier() && called && tableFunctions.contains(token.text()))) {
                throw readonly();
            }
        }
        if (namesFromParameters && parameters.values().stream().anyMatch(value -> value.contains(FILE))) {
            throw readonly();
        }
    }

    /** Of KILL a reader has one form: {@code KILL QUERY WHERE query_id = '..'}, with SYNC, ASYNC or TEST behind it. */
    void checkKill(StatementText kill) throws EngineException {
        List<Token> tokens = kill.tokens();
        boolean known = tokens.size() >= 6
                && tokens.size() <= 7
                && tokens.get(1).is("QUERY")
                && tokens.get(2).is("WHERE")
                && tokens.get(3).is("query_id")
                && tokens.get(4).isPunctuation('=')
                && tokens.get(5).type() == SqlLexer.Type.STRING
                && (tokens.size() == 6 || tokens.get(6).type() == SqlLexer.Type.WORD);
        if (!known) {
            throw readonly();
        }
    }

    /** The embedded engine's default database takes names of files for tables, and EXISTS would tell which are there. */
    private static boolean looksLikeAFile(Token token) {
        return token.isIdentifier()
                && (token.text().contains("/") || token.text().contains("."));
    }

    private EngineException readonly() {
        return new EngineException(
                EngineException.READONLY, "READONLY", user + ": Cannot execute query in readonly mode.");
    }

    /** The settings of a reader's session, {@code readonly} last as nothing can be changed after it. */
    Map<String, String> settings(Map<String, String> wanted) throws EngineException {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("max_execution_time", String.valueOf(SECONDS));
        settings.put("cancel_http_readonly_queries_on_client_close", "1");
        for (Map.Entry<String, String> setting : wanted.entrySet()) {
            String name = setting.getKey();
            if (name.equals("readonly") && !setting.getValue().equals("0")) {
                continue;
            }
            if (name.equals("max_execution_time")) {
                settings.put(name, shorter(setting.getValue()));
            } else if (isChangeable(name)) {
                settings.put(name, setting.getValue());
            } else {
                throw new EngineException(
                        EngineException.READONLY, "READONLY", "Cannot modify '" + name + "' setting in readonly mode.");
            }
        }
        settings.put("readonly", "1");
        return settings;
    }

    private static boolean isChangeable(String name) {
        return CHANGEABLE.contains(name)
                || (CHANGEABLE_PREFIXES.stream().anyMatch(name::startsWith) && !NOT_CHANGEABLE.contains(name));
    }

    /** Zero means no limit to ClickHouse; a reader always has one. */
    private static String shorter(String seconds) {
        try {
            double value = Double.parseDouble(seconds);
            return value > 0 && value < SECONDS ? seconds : String.valueOf(SECONDS);
        } catch (NumberFormatException e) {
            return seconds; // the engine says what is wrong with it
        }
    }
}
