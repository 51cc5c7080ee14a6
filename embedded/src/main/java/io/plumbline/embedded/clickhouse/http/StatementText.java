package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.http.SqlLexer.Token;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where things are in one statement, and the few rewritings that stand in for what the embedded engine has no word for. */
final class StatementText {
    /** Words that open a statement which may return more rows than memory should hold. */
    private static final Set<String> ROWS = Set.of("SELECT", "WITH", "FROM");

    private final byte[] sql;
    private final List<Token> tokens;
    /** Where the statement ends: before semicolons that close it. */
    private final int end;

    StatementText(byte[] sql) {
        this.sql = sql;
        List<Token> all = SqlLexer.tokens(sql);
        int size = all.size();
        while (size > 0 && all.get(size - 1).isPunctuation(';')) {
            size--;
        }
        this.tokens = all.subList(0, size);
        this.end = size < all.size() ? all.get(size).start() : sql.length;
    }

    byte[] sql() {
        return sql;
    }

    /** Byte offset behind the statement, semicolons that close it left out. */
    int end() {
        return end;
    }

    List<Token> tokens() {
        return tokens;
    }

    List<String> literals() {
        return tokens.stream()
                .filter(token -> token.type() == SqlLexer.Type.STRING)
                .map(Token::text)
                .toList();
    }

    boolean isEmpty() {
        return tokens.isEmpty();
    }

    boolean startsWith(String keyword) {
        return !tokens.isEmpty() && tokens.get(0).is(keyword);
    }

    /** A SELECT in any of its forms, brackets around it included. */
    boolean returnsRows() {
        for (Token token : tokens) {
            if (!token.isPunctuation('(')) {
                return token.type() == SqlLexer.Type.WORD && ROWS.contains(token.upper());
            }
        }
        return false;
    }

    /** The format named by the statement itself. */
    Optional<String> format() {
        int at = formatAt();
        return at < 0 ? Optional.empty() : Optional.of(tokens.get(at + 1).text());
    }

    /** Index of a FORMAT that closes the statement (SETTINGS may follow it), or -1. */
    private int formatAt() {
        for (int i = tokens.size() - 2; i > 0; i--) {
            boolean ends = i + 2 == tokens.size() || tokens.get(i + 2).is("SETTINGS");
            if (ends
                    && tokens.get(i).is("FORMAT")
                    && tokens.get(i + 1).type() == SqlLexer.Type.WORD
                    && !tokens.get(i + 1).is("SETTINGS")
                    && !tokens.get(i - 1).isPunctuation('.')
                    && !tokens.get(i - 1).is("AS")) {
                return i;
            }
        }
        return -1;
    }

    /** The same query, writing its result into a file; the engine applies the format once over the whole result. */
    byte[] intoFile(String path) {
        int format = formatAt();
        int cut = format < 0 ? end : tokens.get(format).start();
        ByteArrayOutputStream out = new ByteArrayOutputStream(sql.length + 64);
        out.write(sql, 0, cut);
        out.writeBytes(("\nINTO OUTFILE '" + path + "' TRUNCATE\n").getBytes(StandardCharsets.UTF_8));
        out.write(sql, cut, end - cut);
        return out.toByteArray();
    }

    /** The statement with some string literals exchanged, for KILL QUERY: the engine gives its own ids to queries. */
    byte[] withLiterals(Map<String, String> exchange) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sql.length + 64);
        int from = 0;
        for (Token token : tokens) {
            String other = token.type() == SqlLexer.Type.STRING ? exchange.get(token.text()) : null;
            if (other != null) {
                out.write(sql, from, token.start() - from);
                out.writeBytes(("'" + other + "'").getBytes(StandardCharsets.UTF_8));
                from = token.end();
            }
        }
        out.write(sql, from, sql.length - from);
        return out.toByteArray();
    }

    /**
     * The statement with {@code FROM system.processes} reading a subquery in which {@code query_id} is the id that the HTTP
     * client gave; unchanged where a name is qualified by the table, as that would no longer resolve.
     */
    byte[] withClientQueryIds(String settingWithId) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sql.length + 256);
        int from = 0;
        for (int i = 1; i + 2 < tokens.size(); i++) {
            boolean table = (tokens.get(i - 1).is("FROM") || tokens.get(i - 1).is("JOIN"))
                    && tokens.get(i).text().equals("system")
                    && tokens.get(i + 1).isPunctuation('.')
                    && tokens.get(i + 2).text().equals("processes");
            if (table) {
                String id = "if(Settings['" + settingWithId + "'] = '', query_id, Settings['" + settingWithId + "'])";
                out.write(sql, from, tokens.get(i).start() - from);
                out.writeBytes(("(SELECT * REPLACE (" + id + " AS query_id, " + id
                                + " AS initial_query_id) FROM system.processes)")
                        .getBytes(StandardCharsets.UTF_8));
                from = tokens.get(i + 2).end();
            }
        }
        out.write(sql, from, sql.length - from);
        return out.toByteArray();
    }
}
