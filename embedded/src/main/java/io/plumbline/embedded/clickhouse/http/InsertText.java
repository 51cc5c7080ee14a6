package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.http.SqlLexer.Token;
import java.util.Optional;

/**
 * An INSERT whose rows come with it or after it.
 *
 * @param statementEnd the statement goes up to here, without FORMAT or VALUES
 * @param dataStart offset of the first byte of the rows in the text that was looked at
 */
record InsertText(int statementEnd, String format, int dataStart) {

    /** Empty when it is not an INSERT, takes its rows from a SELECT or a file, or ends before that can be told. */
    static Optional<InsertText> in(byte[] text, int length) {
        SqlLexer lexer = new SqlLexer(text, length);
        Token first = lexer.next();
        if (first == null || !first.is("INSERT")) {
            return Optional.empty();
        }
        int depth = 0;
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            if (token.isPunctuation('(')) {
                depth++;
            } else if (token.isPunctuation(')')) {
                depth--;
            } else if (depth == 0) {
                if (token.is("SELECT") || token.is("WITH") || token.is("INFILE") || token.isPunctuation(';')) {
                    return Optional.empty();
                }
                if (token.is("VALUES")) {
                    return Optional.of(new InsertText(token.start(), "Values", token.end()));
                }
                if (token.is("FORMAT")) {
                    return formatted(text, length, token, lexer);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<InsertText> formatted(byte[] text, int length, Token keyword, SqlLexer lexer) {
        Token format = lexer.next();
        if (format == null || !format.isIdentifier()) {
            return Optional.empty();
        }
        return Optional.of(new InsertText(keyword.start(), format.text(), dataStart(text, length, format.end())));
    }

    /** The rows begin after the first line break, else after the blanks: as ClickHouse's own parser has it. */
    static int dataStart(byte[] text, int length, int formatEnd) {
        int start = formatEnd;
        while (start < length && (text[start] == ' ' || text[start] == '\t' || text[start] == '\f')) {
            start++;
        }
        if (start < length && text[start] == '\r') {
            start++;
        }
        if (start < length && text[start] == '\n') {
            start++;
        }
        return start;
    }
}
