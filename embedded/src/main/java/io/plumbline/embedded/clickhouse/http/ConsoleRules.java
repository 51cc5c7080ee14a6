package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.Analysis;
import io.plumbline.embedded.clickhouse.engine.EngineConnection;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import io.plumbline.embedded.clickhouse.http.SqlLexer.Token;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the console's user may ask: one SELECT, or EXPLAIN of one, over the views of database {@code mart}. It stands in
 * for grants, which the embedded engine does not have, and refuses whatever it does not know.
 *
 * <p>Twice: on the tokens of the text, because the engine's tree leaves some parts out (the function of APPLY), and on the
 * tree that the engine itself reads from the text ({@link SyntaxTree}), because no lexer of ours decides what is a table.
 * {@link ReaderRules} and {@code readonly=1} stand behind both.
 */
final class ConsoleRules {
    static final String DATABASE = "mart";

    private static final int DEFAULT_SECONDS = 30;
    private static final int MOST_SECONDS = 120;
    private static final long MIB = 1L << 20;
    private static final String EXPLAIN = "EXPLAIN AST\n";
    private static final Pattern POSITION = Pattern.compile("at position (\\d{1,9})");
    private static final Pattern LINE = Pattern.compile("\\(line (\\d{1,9}),");
    private static final Set<String> EXPLAIN_KINDS = Set.of("PLAN", "PIPELINE", "ESTIMATE", "SYNTAX", "AST", "QUERY");
    private static final Set<String> EXPLAIN_OPTIONS = Set.of(
            "TREE",
            "INDEXES",
            "ACTIONS",
            "HEADER",
            "DESCRIPTION",
            "PROJECTIONS",
            "SORTING",
            "JSON",
            "ONELINE",
            "COMPACT",
            "PRETTY",
            "RUN_PASSES",
            "PASSES",
            "DUMP_PASSES",
            "DUMP_AST",
            "DUMP_TREE",
            "RUN_QUERY_TREE_PASSES",
            "QUERY_TREE_PASSES",
            "OPTIMIZE",
            "GRAPH");

    private final String user;
    private final ReaderRules readerRules;
    private final Set<String> refusedCalls;
    private final Set<String> refusedNames;

    /**
     * @param functions names of all functions that the engine has
     * @param tableFunctions names of all its table functions
     */
    ConsoleRules(String user, ReaderRules readerRules, Set<String> functions, Set<String> tableFunctions) {
        this.user = user;
        this.readerRules = readerRules;
        this.refusedNames = functions.stream()
                .filter(name -> !HarmlessFunctions.include(name))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        this.refusedCalls = Stream.concat(
                        refusedNames.stream(),
                        tableFunctions.stream()
                                .filter(name ->
                                        !HarmlessFunctions.include(name) && !SyntaxTree.isOpenTableFunction(name))
                                .map(name -> name.toLowerCase(Locale.ROOT)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @throws EngineException saying what may be asked instead */
    void check(EngineConnection connection, StatementText statement, Analysis analysis, Map<String, String> parameters)
            throws EngineException {
        List<Token> tokens = statement.tokens();
        checkTokens(tokens);
        int select = beginOfSelect(tokens);
        SyntaxTree tree = new SyntaxTree(this::refused, refusedNames);
        tree.check(explained(connection, statement, tokens.get(select).start(), parameters));
        checkFunctions(connection, tree.unknownFunctions());
        if (!analysis.isOneReadOnlyStatement()) {
            throw refused("The engine's parser does not take this for one statement that only reads.");
        }
        readerRules.check(statement, analysis, parameters);
    }

    /** For statements that are refused before their text is looked at as a whole. */
    EngineException refusedStatement(StatementText statement) {
        String first = statement.isEmpty() ? "" : statement.tokens().get(0).upper();
        return refused("Only SELECT, WITH and EXPLAIN of a SELECT are answered here, not " + first + ".");
    }

    void checkKill(StatementText kill) throws EngineException {
        try {
            readerRules.checkKill(kill);
        } catch (EngineException e) {
            throw refused("Of KILL there is one form: KILL QUERY WHERE query_id = '..', for a query of one's own.");
        }
    }

    private void checkTokens(List<Token> tokens) throws EngineException {
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.type() == SqlLexer.Type.BROKEN) {
                throw refused("A quote, a comment or a heredoc is not closed, or a character outside of quotes is not"
                        + " ASCII (typographic quotes?).");
            }
            if (token.type() == SqlLexer.Type.QUOTED_IDENTIFIER
                    && token.text().chars().anyMatch(c -> c < ' ' || c == '\u007f')) {
                throw refused("A quoted name holds a control character.");
            }
            if (token.isIdentifier()) {
                checkName(tokens, i);
            }
            if (token.isPunctuation(';')) {
                throw refused("One statement at a time: remove what follows the semicolon.");
            }
            if (token.isPunctuation('@')) {
                throw refused("Variables with @ are not read here.");
            }
        }
    }

    private void checkName(List<Token> tokens, int at) throws EngineException {
        Token token = tokens.get(at);
        boolean called = at + 1 < tokens.size() && tokens.get(at + 1).isPunctuation('(');
        boolean qualified = at > 0 && tokens.get(at - 1).isPunctuation('.');
        boolean bare = token.type() == SqlLexer.Type.WORD && !qualified;
        if (called && refusedCalls.contains(token.text().toLowerCase(Locale.ROOT))) {
            throw refused(
                    "The function " + token.text() + "() is not open here: it reaches beyond the views, or waits.");
        }
        if (bare && (token.is("INTO") || token.is("OUTFILE") || token.is("INFILE"))) {
            throw refused("Nothing is written to files; use the export buttons, or write the name `" + token.text()
                    + "` in backquotes.");
        }
        if (bare && token.is("SETTINGS")) {
            throw refused("Settings are fixed here; remove SETTINGS, or write the name `" + token.text()
                    + "` in backquotes.");
        }
        if (bare && token.is("FORMAT") && !called) {
            throw refused(
                    "The format is chosen by the request or the export buttons; remove FORMAT, or write the name `"
                            + token.text() + "` in backquotes.");
        }
        if (token.is("Identifier") && at > 0 && tokens.get(at - 1).isPunctuation(':')) {
            throw refused("A parameter stands for a value; names of tables and columns are written out.");
        }
        if (bare && token.is("APPLY")) {
            checkApply(tokens, at + 1);
        }
    }

    /** The tree does not show what APPLY applies, so here it is one harmless function by name. */
    private void checkApply(List<Token> tokens, int after) throws EngineException {
        int at = after < tokens.size() && tokens.get(after).isPunctuation('(') ? after + 1 : after;
        boolean named = at < tokens.size()
                && tokens.get(at).isIdentifier()
                && HarmlessFunctions.include(tokens.get(at).text())
                && !(at + 1 < tokens.size() && tokens.get(at + 1).isPunctuation('-'));
        if (!named) {
            throw refused("APPLY takes the name of one function here, such as APPLY(sum); no lambda.");
        }
    }

    private int beginOfSelect(List<Token> tokens) throws EngineException {
        int at = 0;
        if (tokens.get(0).is("EXPLAIN")) {
            at = afterExplain(tokens);
        }
        while (at < tokens.size() && tokens.get(at).isPunctuation('(')) {
            at++;
        }
        boolean reads = at < tokens.size()
                && (tokens.get(at).is("SELECT")
                        || tokens.get(at).is("WITH")
                        || tokens.get(at).is("FROM"));
        if (!reads) {
            throw refused("Only SELECT, WITH and EXPLAIN of a SELECT are answered here"
                    + (at < tokens.size() ? ", not " + tokens.get(at).upper() : "") + ".");
        }
        while (at > 0 && tokens.get(at - 1).isPunctuation('(')) {
            at--;
        }
        return at;
    }

    private int afterExplain(List<Token> tokens) throws EngineException {
        int at = 1;
        if (at < tokens.size() && EXPLAIN_KINDS.contains(tokens.get(at).upper())) {
            at++;
        }
        while (at < tokens.size()
                && (EXPLAIN_OPTIONS.contains(tokens.get(at).upper())
                        || tokens.get(at).isPunctuation('=')
                        || tokens.get(at).isPunctuation(',')
                        || tokens.get(at).type() == SqlLexer.Type.NUMBER)) {
            at++;
        }
        return at;
    }

    /** Beyond the engine's own there are those that our migrations made. */
    private void checkFunctions(EngineConnection connection, Set<String> unknown) throws EngineException {
        if (unknown.isEmpty()) {
            return;
        }
        Set<String> ours = connection
                .query("SELECT name FROM system.functions WHERE origin = 'SQLUserDefined'")
                .text()
                .lines()
                .collect(Collectors.toUnmodifiableSet());
        for (String name : unknown) {
            if (!ours.contains(name)) {
                throw refused("The function " + name
                        + "() is not open here: it does not exist, or it reaches beyond the views, or it waits.");
            }
        }
    }

    private static String explained(
            EngineConnection connection, StatementText statement, int from, Map<String, String> parameters)
            throws EngineException {
        ByteArrayOutputStream sql = new ByteArrayOutputStream(statement.sql().length + 16);
        sql.writeBytes(EXPLAIN.getBytes(StandardCharsets.UTF_8));
        sql.write(statement.sql(), from, statement.end() - from);
        try {
            return connection.query(sql.toByteArray(), "TSVRaw", parameters).text();
        } catch (EngineException e) {
            throw e.code() == EngineException.SYNTAX_ERROR ? inTheirText(e, from) : e;
        }
    }

    /** The engine counts from the beginning of what we put in front. */
    private static EngineException inTheirText(EngineException error, int from) {
        String text = POSITION.matcher(error.getMessage())
                .replaceAll(found ->
                        "at position " + Math.max(1, Long.parseLong(found.group(1)) - EXPLAIN.length() + from));
        return new EngineException(LINE.matcher(text)
                .replaceAll(found -> "(line " + Math.max(1, Long.parseLong(found.group(1)) - 1) + ","));
    }

    private EngineException refused(String reason) {
        return new EngineException(
                EngineException.ACCESS_DENIED,
                "ACCESS_DENIED",
                user + ": " + reason
                        + " Read the views of database mart, such as SELECT * FROM mart.pull_request LIMIT 10.");
    }

    /** Limits of every statement; a request may only lower them. */
    Map<String, String> settings(Map<String, String> wanted) throws EngineException {
        Map<String, String> asked = new LinkedHashMap<>(wanted);
        asked.put("max_execution_time", seconds(asked.get("max_execution_time")));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("max_memory_usage", String.valueOf(384 * MIB));
        settings.put("max_bytes_before_external_group_by", String.valueOf(192 * MIB));
        settings.put("max_bytes_before_external_sort", String.valueOf(192 * MIB));
        settings.put("max_temporary_data_on_disk_size_for_query", String.valueOf(1024 * MIB));
        settings.put("max_ast_elements", "10000");
        settings.put("max_expanded_ast_elements", "100000");
        settings.put("max_threads", "2");
        settings.putAll(readerRules.settings(asked));
        return settings;
    }

    private static String seconds(String wanted) {
        try {
            double value = wanted == null ? 0 : Double.parseDouble(wanted);
            return value > 0 ? String.valueOf(Math.min(value, MOST_SECONDS)) : String.valueOf(DEFAULT_SECONDS);
        } catch (NumberFormatException e) {
            return wanted; // the engine says what is wrong with it
        }
    }
}
