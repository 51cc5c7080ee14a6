package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineConnection;
import io.plumbline.embedded.clickhouse.http.SqlLexer.Token;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code INSERT INTO t SELECT .. FROM input('structure') .. FORMAT f} with rows behind it.
 *
 * @param inputStart where {@code input(..)} stands in the text, up to {@code inputEnd}
 * @param statementEnd where FORMAT stands; the rows begin at {@code dataStart}
 */
record InputText(int inputStart, int inputEnd, String structure, int statementEnd, String format, int dataStart) {

    static Optional<InputText> in(byte[] text) {
        List<Token> tokens = SqlLexer.tokens(text);
        if (tokens.isEmpty() || !tokens.get(0).is("INSERT")) {
            return Optional.empty();
        }
        for (int i = 1; i + 3 < tokens.size(); i++) {
            boolean input = tokens.get(i).is("input")
                    && tokens.get(i + 1).isPunctuation('(')
                    && tokens.get(i + 2).type() == SqlLexer.Type.STRING
                    && tokens.get(i + 3).isPunctuation(')');
            if (input) {
                return withFormat(text, tokens, i);
            }
        }
        return Optional.empty();
    }

    private static Optional<InputText> withFormat(byte[] text, List<Token> tokens, int input) {
        for (int i = input + 4; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("FORMAT") && tokens.get(i + 1).isIdentifier()) {
                Token format = tokens.get(i + 1);
                return Optional.of(new InputText(
                        tokens.get(input).start(),
                        tokens.get(input + 3).end(),
                        tokens.get(input + 2).text(),
                        tokens.get(i).start(),
                        format.text(),
                        InsertText.dataStart(text, text.length, format.end())));
            }
        }
        return Optional.empty();
    }

    /** The statement reading its rows from a file instead. */
    byte[] fromFile(byte[] text, String path) {
        String file = "file(" + EngineConnection.literal(path) + ", " + EngineConnection.literal(format) + ", "
                + EngineConnection.literal(structure) + ")";
        ByteArrayOutputStream out = new ByteArrayOutputStream(statementEnd + 128);
        out.write(text, 0, inputStart);
        out.writeBytes(file.getBytes(StandardCharsets.UTF_8));
        out.write(text, inputEnd, statementEnd - inputEnd);
        return out.toByteArray();
    }
}
