package io.plumbline.embedded.clickhouse.engine;

/**
 * What the engine's own parser says of a text.
 *
 * @param statements executable statements in it; 0 when it does not parse
 */
public record Analysis(int statements, Kind kind) {
    /** Each value may do more than the one before it. */
    public enum Kind {
        READ_ONLY,
        MUTATING,
        MUTATING_GLOBAL,
        CONTROL,
        UNKNOWN;

        static Kind ofCode(int code) {
            return switch (code) {
                case 0 -> READ_ONLY;
                case 1 -> MUTATING;
                case 2 -> MUTATING_GLOBAL;
                case 3 -> CONTROL;
                default -> UNKNOWN;
            };
        }
    }

    public boolean isOneReadOnlyStatement() {
        return statements == 1 && kind == Kind.READ_ONLY;
    }
}
