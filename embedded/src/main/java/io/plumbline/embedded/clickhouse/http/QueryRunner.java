package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.Analysis;
import io.plumbline.embedded.clickhouse.engine.Engine;
import io.plumbline.embedded.clickhouse.engine.EngineConnection;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import io.plumbline.embedded.clickhouse.engine.QueryResult;
import io.plumbline.embedded.clickhouse.http.RunningQueries.Running;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BooleanSupplier;

/** Runs one query on an engine connection of its own, and streams rows in or out. */
final class QueryRunner {
    /** Where FORMAT or VALUES of an INSERT must have come; ClickHouse's own max_query_size. */
    private static final int HEAD = 1 << 18;

    private static final int LARGEST_QUERY = 256 << 20;
    private static final int QUERY_IS_TOO_LARGE = 229;
    private static final int NOT_IMPLEMENTED = 48;

    private final Engine engine;
    private final ExecutorService statements;
    private final RunningQueries running;
    private final Sessions sessions;
    private final ReaderRules readerRules;
    private final ConsoleRules consoleRules;

    QueryRunner(
            Engine engine,
            ExecutorService statements,
            RunningQueries running,
            Sessions sessions,
            ReaderRules readerRules,
            ConsoleRules consoleRules) {
        this.engine = engine;
        this.statements = statements;
        this.running = running;
        this.sessions = sessions;
        this.readerRules = readerRules;
        this.consoleRules = consoleRules;
    }

    String version() {
        return engine.version();
    }

    /** {@code DELETE /?query_id=..}: ends a query of the same user; the pipeline user may end any. */
    void cancel(Account account, String id) {
        if (id != null && (!account.reader() || running.belongsTo(id, account.name()))) {
            running.cancel(id);
        }
    }

    void run(QueryRequest request, Account account, ReplyHeaders headers, Reply reply, BooleanSupplier clientIsGone)
            throws EngineException, IOException {
        Running query = new Running(headers.queryId(), account.name(), clientIsGone);
        running.started(query);
        try {
            if (request.sessionId().isEmpty() || account.reader()) {
                try (EngineConnection connection = engine.connect()) {
                    prepare(connection, request, account, headers);
                    run(connection, request, account, headers, reply, query);
                }
            } else {
                runInSession(request, account, headers, reply, query);
            }
        } finally {
            running.ended(query);
        }
    }

    private void runInSession(QueryRequest request, Account account, ReplyHeaders headers, Reply reply, Running query)
            throws EngineException, IOException {
        String id = request.sessionId();
        Sessions.Session session = sessions.take(id, request.flag("session_check"));
        Map<String, String> before = new LinkedHashMap<>();
        try {
            before.putAll(SessionSettings.current(
                    session.connection(), request.settings().keySet()));
            prepare(session.connection(), request, account, headers);
            run(session.connection(), request, account, headers, reply, query);
        } finally {
            try {
                session.connection().set(before);
            } finally {
                sessions.giveBack(session, request.number("session_timeout", 0));
                if (request.flag("close_session")) {
                    sessions.close(id);
                }
            }
        }
    }

    private void prepare(EngineConnection connection, QueryRequest request, Account account, ReplyHeaders headers)
            throws EngineException {
        String database = database(request, account);
        if (!database.isEmpty()) {
            connection.use(database);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(RunningQueries.ID_SETTING, headers.queryId());
        settings.put("log_comment", headers.queryId());
        Map<String, String> wanted = request.settings();
        String readonly = wanted.remove("readonly");
        if (account.console()) {
            settings.putAll(consoleRules.settings(wanted));
        } else {
            settings.putAll(account.reader() ? readerRules.settings(wanted) : wanted);
        }
        if (readonly != null && !account.reader()) {
            settings.put("readonly", readonly); // last, as nothing can be set after it
        }
        connection.set(settings);
        headers.timeZone(settings.getOrDefault("session_timezone", "UTC"));
    }

    /** The console's user has one database, whatever the request names: names without one are looked up in it. */
    private static String database(QueryRequest request, Account account) {
        return account.console() ? ConsoleRules.DATABASE : request.database();
    }

    private void run(
            EngineConnection connection,
            QueryRequest request,
            Account account,
            ReplyHeaders headers,
            Reply reply,
            Running query)
            throws EngineException, IOException {
        InputStream text = request.text();
        byte[] head = text.readNBytes(HEAD);
        Optional<InsertText> insert = InsertText.in(head, head.length);
        Optional<InputText> input = insert.isPresent() ? Optional.empty() : InputText.in(head);
        if (insert.isPresent() || input.isPresent()) {
            checkMethod(request, false);
            if (account.console()) {
                throw consoleRules.refusedStatement(new StatementText(head));
            }
            if (account.reader()) {
                readerRules.check(new StatementText(head), new Analysis(1, Analysis.Kind.MUTATING), Map.of());
            }
            if (insert.isPresent()
                    && insert.get().format().equals("Native")
                    && request.number("client_protocol_version", 0) > 0) {
                throw new EngineException(
                        NOT_IMPLEMENTED,
                        "NOT_IMPLEMENTED",
                        "The embedded endpoint takes rows in format Native without client_protocol_version only.");
            }
            headers.format(request.defaultFormat());
            RowsIn rows = new RowsIn(connection, statements, request.queryParameters());
            reply.complete(
                    insert.isPresent()
                            ? rows.insert(insert.get(), head, text)
                            : rows.throughInput(
                                    input.orElseThrow(), head, text, () -> running.cancel(headers.queryId())));
        } else {
            statement(connection, request, account, whole(head, text), headers, reply, query);
        }
    }

    private static byte[] whole(byte[] head, InputStream rest) throws IOException, EngineException {
        if (head.length < HEAD) {
            return head;
        }
        byte[] more = rest.readNBytes(LARGEST_QUERY);
        if (more.length == LARGEST_QUERY) {
            throw new EngineException(
                    QUERY_IS_TOO_LARGE, "QUERY_IS_TOO_LARGE", "Query is too large (" + LARGEST_QUERY + " bytes).");
        }
        byte[] all = Arrays.copyOf(head, head.length + more.length);
        System.arraycopy(more, 0, all, head.length, more.length);
        return all;
    }

    private void statement(
            EngineConnection connection,
            QueryRequest request,
            Account account,
            byte[] sql,
            ReplyHeaders headers,
            Reply reply,
            Running query)
            throws EngineException, IOException {
        StatementText statement = new StatementText(sql);
        if (statement.isEmpty()) {
            throw new EngineException(EngineException.SYNTAX_ERROR, "SYNTAX_ERROR", "Syntax error: Empty query.");
        }
        Analysis analysis = connection.analyse(sql);
        Map<String, String> parameters = request.queryParameters();
        if (account.console() && !statement.startsWith("KILL")) {
            consoleRules.check(connection, statement, analysis, parameters);
        }
        if (analysis.statements() > 1) {
            throw new EngineException(
                    EngineException.SYNTAX_ERROR,
                    "SYNTAX_ERROR",
                    "Syntax error (Multi-statements are not allowed): one request runs one statement.");
        }
        checkMethod(request, analysis.kind() == Analysis.Kind.READ_ONLY || analysis.statements() == 0);
        if (analysis.isOneReadOnlyStatement()) {
            query.isReadOnly();
        }
        if (statement.startsWith("KILL")) {
            Map<String, String> ids = idsForKill(statement, account);
            statement = new StatementText(statement.withLiterals(ids));
            parameters.replaceAll((name, value) -> ids.getOrDefault(value, value));
        } else if (account.reader()) {
            readerRules.check(statement, analysis, parameters);
        }
        String format = statement.format().orElse(request.defaultFormat());
        headers.format(format);
        if (analysis.isOneReadOnlyStatement() && statement.returnsRows()) {
            statement = new StatementText(statement.withClientQueryIds(RunningQueries.ID_SETTING));
            RowsOut rows = new RowsOut(connection, statements, () -> running.cancel(headers.queryId()));
            reply.complete(
                    rows.copy(statement, format, parameters, request.number("client_protocol_version", 0), reply));
        } else {
            QueryResult result = connection.query(statement.sql(), request.defaultFormat(), parameters);
            reply.write(result.body());
            reply.complete(result.statistics());
        }
    }

    /** A reader ends its own queries only, so for it every id but those stands for nothing. */
    private Map<String, String> idsForKill(StatementText kill, Account account) throws EngineException {
        Map<String, String> ids = new HashMap<>(running.engineIds());
        if (account.reader()) {
            if (account.console()) {
                consoleRules.checkKill(kill);
            } else {
                readerRules.checkKill(kill);
            }
            ids.keySet().removeIf(id -> !running.belongsTo(id, account.name()));
            kill.literals().forEach(literal -> ids.putIfAbsent(literal, ""));
        }
        return ids;
    }

    private static void checkMethod(QueryRequest request, boolean readOnly) throws EngineException {
        if (request.isGet() && !readOnly) {
            throw new EngineException(
                    EngineException.READONLY,
                    "READONLY",
                    "Cannot execute query in readonly mode. For queries over HTTP, method GET implies readonly."
                            + " You should use method POST for modifying queries.");
        }
    }
}
