package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the values of a ClickHouse type lie in format Native, as far as one must know to find their end.
 *
 * @param size bytes of one value of a FIXED type
 */
record NativeType(Kind kind, int size, List<NativeType> inner) {
    enum Kind {
        FIXED,
        STRING,
        NULLABLE,
        /** With two inner types, a map: its keys and its values lie one after the other. */
        ARRAY,
        TUPLE,
        LOW_CARDINALITY
    }

    private static final int NOT_IMPLEMENTED = 48;

    private static final Map<String, Integer> SIZES = Map.ofEntries(
            Map.entry("Nothing", 1),
            Map.entry("Bool", 1),
            Map.entry("Int8", 1),
            Map.entry("UInt8", 1),
            Map.entry("Enum8", 1),
            Map.entry("Int16", 2),
            Map.entry("UInt16", 2),
            Map.entry("Enum16", 2),
            Map.entry("BFloat16", 2),
            Map.entry("Date", 2),
            Map.entry("Int32", 4),
            Map.entry("UInt32", 4),
            Map.entry("Float32", 4),
            Map.entry("Date32", 4),
            Map.entry("DateTime", 4),
            Map.entry("Time", 4),
            Map.entry("IPv4", 4),
            Map.entry("Int64", 8),
            Map.entry("UInt64", 8),
            Map.entry("Float64", 8),
            Map.entry("DateTime64", 8),
            Map.entry("Time64", 8),
            Map.entry("UUID", 16),
            Map.entry("IPv6", 16),
            Map.entry("Int128", 16),
            Map.entry("UInt128", 16),
            Map.entry("Int256", 32),
            Map.entry("UInt256", 32),
            Map.entry("Decimal32", 4),
            Map.entry("Decimal64", 8),
            Map.entry("Decimal128", 16),
            Map.entry("Decimal256", 32));

    private static final Map<String, String> ALIASES = Map.of(
            "Point", "Tuple(Float64, Float64)",
            "Ring", "Array(Point)",
            "LineString", "Array(Point)",
            "MultiLineString", "Array(LineString)",
            "Polygon", "Array(Ring)",
            "MultiPolygon", "Array(Polygon)");

    private static NativeType fixed(int size) {
        return new NativeType(Kind.FIXED, size, List.of());
    }

    static NativeType parse(String text) throws EngineException {
        String type = text.strip();
        int bracket = type.indexOf('(');
        String name = bracket < 0 ? type : type.substring(0, bracket);
        List<String> arguments = bracket < 0 ? List.of() : arguments(type.substring(bracket + 1, type.length() - 1));
        if (SIZES.containsKey(name)) {
            return fixed(SIZES.get(name));
        }
        if (ALIASES.containsKey(name)) {
            return parse(ALIASES.get(name));
        }
        if (name.startsWith("Interval")) {
            return fixed(Long.BYTES);
        }
        return switch (name) {
            case "String" -> new NativeType(Kind.STRING, 0, List.of());
            case "FixedString" -> fixed(Integer.parseInt(arguments.get(0)));
            case "Decimal" -> fixed(decimal(Integer.parseInt(arguments.get(0))));
            case "Nullable" -> new NativeType(Kind.NULLABLE, 0, parseAll(arguments));
            case "Array", "Map", "Nested" -> new NativeType(Kind.ARRAY, 0, parseAll(arguments));
            case "Tuple" -> new NativeType(Kind.TUPLE, 0, parseAll(arguments));
            case "LowCardinality" -> new NativeType(Kind.LOW_CARDINALITY, 0, parseAll(arguments));
            case "SimpleAggregateFunction" -> parse(arguments.get(1));
            default ->
                throw new EngineException(
                        NOT_IMPLEMENTED,
                        "NOT_IMPLEMENTED",
                        "The embedded endpoint does not know the type " + text + " in format Native with a"
                                + " client_protocol_version. Ask for another format.");
        };
    }

    private static int decimal(int precision) {
        if (precision <= 9) {
            return 4;
        }
        if (precision <= 18) {
            return 8;
        }
        return precision <= 38 ? 16 : 32;
    }

    private static List<NativeType> parseAll(List<String> arguments) throws EngineException {
        List<NativeType> types = new ArrayList<>();
        for (String argument : arguments) {
            types.add(parse(withoutName(argument)));
        }
        return types;
    }

    /** Elements of tuples may be named: {@code a Int32} or {@code `a b` Int32}. */
    private static String withoutName(String argument) {
        String text = argument.strip();
        int from = text.startsWith("`") ? text.indexOf('`', 1) + 1 : 0;
        int bracket = text.indexOf('(', from);
        int space = text.indexOf(' ', from);
        return space >= 0 && (bracket < 0 || space < bracket) ? text.substring(space + 1) : text;
    }

    /** Parts at commas that stand outside brackets and quotes. */
    private static List<String> arguments(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
