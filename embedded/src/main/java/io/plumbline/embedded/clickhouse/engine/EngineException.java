package io.plumbline.embedded.clickhouse.engine;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An error as ClickHouse words it: {@code Code: 60. DB::Exception: ... (UNKNOWN_TABLE)}, without the version. */
public final class EngineException extends Exception {
    public static final int SYNTAX_ERROR = 62;
    public static final int READONLY = 164;
    public static final int ACCESS_DENIED = 497;
    private static final int UNKNOWN_EXCEPTION = 1002;
    private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\. ");
    /** The engine wraps errors of its inner interpreter once or twice: same code, text inside text. */
    private static final Pattern WRAPPED = Pattern.compile(
            "Code: (\\d+)\\. DB::Exception: (Code: \\1\\. DB::Exception: .*) \\(version [^()]*\\)\\. \\([A-Z0-9_]+\\)",
            Pattern.DOTALL);

    private static final Pattern VERSION = Pattern.compile(" \\(version [^()]*\\)$");

    private final int code;

    public EngineException(String text) {
        super(unwrapped(text));
        Matcher matcher = CODE.matcher(getMessage());
        this.code = matcher.lookingAt() ? Integer.parseInt(matcher.group(1)) : UNKNOWN_EXCEPTION;
    }

    /** An error that we raise in ClickHouse's place. */
    public EngineException(int code, String name, String message) {
        this("Code: " + code + ". DB::Exception: " + message + " (" + name + ")");
    }

    /** The same error with the user's name: to the engine everybody is {@code default}. */
    public EngineException to(String user) {
        return new EngineException(getMessage().replace("DB::Exception: default: ", "DB::Exception: " + user + ": "));
    }

    public int code() {
        return code;
    }

    private static String unwrapped(String text) {
        String inner = text.strip();
        for (Matcher m = WRAPPED.matcher(inner); m.matches(); m = WRAPPED.matcher(inner)) {
            inner = m.group(2);
        }
        return VERSION.matcher(inner).replaceFirst("");
    }
}
