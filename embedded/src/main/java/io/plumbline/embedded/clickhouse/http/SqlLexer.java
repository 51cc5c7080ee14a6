package io.plumbline.embedded.clickhouse.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Cuts ClickHouse SQL into tokens by the rules of ClickHouse's own lexer (nested comments, {@code //} and {@code #}
 * comments, heredocs, backslash escapes in identifiers), because what a reader may do is judged on these tokens.
 *
 * <p>Only as exact as its users need: numbers and operators are not told apart from other single characters.
 */
final class SqlLexer {
    enum Type {
        WORD,
        QUOTED_IDENTIFIER,
        STRING,
        NUMBER,
        PUNCTUATION,
        /** Something unclosed or not understood, up to the end of the text. */
        BROKEN
    }

    /** @param text without quotes and escapes for identifiers and strings, else as written; positions are byte offsets */
    record Token(Type type, String text, int start, int end) {
        boolean is(String keyword) {
            return type == Type.WORD && text.equalsIgnoreCase(keyword);
        }

        boolean isPunctuation(char c) {
            return type == Type.PUNCTUATION && text.charAt(0) == c;
        }

        boolean isIdentifier() {
            return type == Type.WORD || type == Type.QUOTED_IDENTIFIER;
        }

        String upper() {
            return text.toUpperCase(Locale.ROOT);
        }
    }

    private final byte[] sql;
    private final int end;
    private int position;

    SqlLexer(byte[] sql, int length) {
        this.sql = sql;
        this.end = length;
    }

    static List<Token> tokens(byte[] sql) {
        SqlLexer lexer = new SqlLexer(sql, sql.length);
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token != null; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    /** The next token that is neither space nor comment; null at the end. */
    Token next() {
        if (!skipSpaceAndComments()) {
            return broken(position);
        }
        if (position >= end) {
            return null;
        }
        int start = position;
        byte c = sql[position];
        if (c == '\'' || c == '"' || c == '`') {
            return quoted(start, (char) c);
        }
        if (c == '$') {
            Token heredoc = heredoc(start);
            if (heredoc != null) {
                return heredoc;
            }
        }
        if (isWordCharacter(c) || c == '$') {
            do {
                position++;
            } while (position < end && (isWordCharacter(sql[position]) || sql[position] == '$'));
            String text = textOf(start, position);
            boolean number = text.chars().allMatch(d -> d >= '0' && d <= '9');
            return new Token(number ? Type.NUMBER : Type.WORD, text, start, position);
        }
        if (c < 0) {
            // Typographic quotes open strings in newer ClickHouse versions; what follows cannot be told.
            return broken(start);
        }
        position++;
        return new Token(Type.PUNCTUATION, String.valueOf((char) c), start, position);
    }

    private Token broken(int start) {
        position = end;
        return new Token(Type.BROKEN, "", start, end);
    }

    private boolean skipSpaceAndComments() {
        while (position < end) {
            byte c = sql[position];
            byte following = position + 1 < end ? sql[position + 1] : 0;
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                position++;
            } else if ((c == '-' && following == '-')
                    || (c == '/' && following == '/')
                    || (c == '#' && (following == ' ' || following == '!'))) {
                while (position < end && sql[position] != '\n') {
                    position++;
                }
            } else if (c == '/' && following == '*') {
                if (!skipNestedComment()) {
                    return false;
                }
            } else {
                return true;
            }
        }
        return true;
    }

    private boolean skipNestedComment() {
        int depth = 0;
        while (position + 1 < end) {
            if (sql[position] == '/' && sql[position + 1] == '*') {
                depth++;
                position += 2;
            } else if (sql[position] == '*' && sql[position + 1] == '/') {
                depth--;
                position += 2;
                if (depth == 0) {
                    return true;
                }
            } else {
                position++;
            }
        }
        return false;
    }

    private Token quoted(int start, char quote) {
        StringBuilder text = new StringBuilder();
        int from = ++position;
        while (position < end) {
            byte c = sql[position];
            if (c == '\\' && position + 1 < end) {
                text.append(textOf(from, position));
                position++;
                appendEscaped(text);
                from = position;
            } else if (c == quote) {
                text.append(textOf(from, position));
                position++;
                if (position < end && sql[position] == quote) {
                    from = position++; // the doubled quote stands for one
                } else {
                    Type type = quote == '\'' ? Type.STRING : Type.QUOTED_IDENTIFIER;
                    return new Token(type, text.toString(), start, position);
                }
            } else {
                position++;
            }
        }
        return broken(start);
    }

    private void appendEscaped(StringBuilder text) {
        char c = (char) sql[position++];
        switch (c) {
            case 'x' -> {
                int digits = Math.min(2, end - position);
                try {
                    text.append((char) Integer.parseInt(textOf(position, position + digits), 16));
                    position += digits;
                } catch (NumberFormatException e) {
                    text.append(c);
                }
            }
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case 'r' -> text.append('\r');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case '0' -> text.append('\0');
            case 'N' -> {
                // stands for nothing
            }
            default -> text.append(c);
        }
    }

    private Token heredoc(int start) {
        int nameEnd = start + 1;
        while (nameEnd < end && isWordCharacter(sql[nameEnd])) {
            nameEnd++;
        }
        if (nameEnd >= end || sql[nameEnd] != '$') {
            return null;
        }
        byte[] mark = Arrays.copyOfRange(sql, start, nameEnd + 1);
        int close = indexOf(mark, nameEnd + 1);
        if (close < 0) {
            return null;
        }
        position = close + mark.length;
        return new Token(Type.STRING, textOf(nameEnd + 1, close), start, position);
    }

    private int indexOf(byte[] wanted, int from) {
        for (int i = from; i + wanted.length <= end; i++) {
            if (Arrays.equals(sql, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isWordCharacter(byte c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }

    private String textOf(int from, int to) {
        return new String(sql, from, to - from, StandardCharsets.UTF_8);
    }
}
