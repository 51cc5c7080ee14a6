package io.plumbline.dashboards.sqlconsole;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One statement as somebody sent it.
 *
 * @param id of the query in ClickHouse; the sender may choose it, to be able to cancel
 * @param parameters values of {@code {name:Type}} placeholders, as typed
 */
record Question(String id, Kind kind, String statement, Map<String, String> parameters) {

    /** What is to be done with it. */
    enum Kind {
        ROWS,
        EXPLAIN,
        CSV,
        JSON,
        PARQUET;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static final int LONGEST_STATEMENT = 100_000;

    private static final int LONGEST_VALUE = 2000;
    private static final int MOST_PARAMETERS = 20;
    private static final String PARAMETER = "param_";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

    /** @throws BadQuestionException saying what is wrong with the form */
    static Question read(Context ctx, Kind kind) {
        var statement = ctx.formParam("sql");
        if (statement == null || statement.isBlank()) {
            throw new BadQuestionException("There is no statement: send it as the form field sql.");
        }
        if (statement.length() > LONGEST_STATEMENT) {
            throw new BadQuestionException("A statement has at most " + LONGEST_STATEMENT + " characters; this one has "
                    + statement.length() + ".");
        }
        if (statement.indexOf('\0') >= 0) {
            throw new BadQuestionException("The statement holds a NUL character; remove it.");
        }
        var id = ctx.formParam("id");
        if (id != null && !ID.matcher(id).matches()) {
            throw new BadQuestionException("The form field id is a UUID in lower case, or is left out.");
        }
        return new Question(id == null ? UUID.randomUUID().toString() : id, kind, statement, parameters(ctx));
    }

    private static Map<String, String> parameters(Context ctx) {
        var parameters = new LinkedHashMap<String, String>();
        ctx.formParamMap().forEach((field, values) -> {
            if (field.startsWith(PARAMETER)) {
                parameters.put(field.substring(PARAMETER.length()), values.get(0));
            }
        });
        var wrong = parameters.entrySet().stream()
                .filter(one -> !NAME.matcher(one.getKey()).matches()
                        || one.getValue().length() > LONGEST_VALUE
                        || one.getValue().indexOf('\0') >= 0)
                .findFirst();
        if (wrong.isPresent() || parameters.size() > MOST_PARAMETERS) {
            throw new BadQuestionException("A statement has at most " + MOST_PARAMETERS
                    + " parameters, each with a plain name and at most " + LONGEST_VALUE + " characters.");
        }
        return parameters;
    }
}
