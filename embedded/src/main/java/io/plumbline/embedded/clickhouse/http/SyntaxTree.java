package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges the tree that {@code EXPLAIN AST} prints, line by line: every kind of node, every table and every function must be
 * known to be harmless. A name with a line break in it could only add lines, never hide one.
 */
final class SyntaxTree {
    private static final Pattern LINE =
            Pattern.compile("( *)([A-Za-z:]+)(?: (.*?))?(?: \\(alias .*\\))?(?: \\(children \\d+\\))?", Pattern.DOTALL);

    private static final Set<String> NODES = Set.of(
            "SelectWithUnionQuery",
            "SelectIntersectExceptQuery",
            "SelectQuery",
            "ExpressionList",
            "Identifier",
            "Literal",
            "Function",
            "Asterisk",
            "QualifiedAsterisk",
            "ColumnsTransformerList",
            "ColumnsApplyTransformer",
            "ColumnsExceptTransformer",
            "ColumnsReplaceTransformer",
            "ColumnsReplaceTransformer::Replacement",
            "ColumnsRegexpMatcher",
            "ColumnsListMatcher",
            "QualifiedColumnsRegexpMatcher",
            "QualifiedColumnsListMatcher",
            "TablesInSelectQuery",
            "TablesInSelectQueryElement",
            "TableExpression",
            "TableIdentifier",
            "TableJoin",
            "ArrayJoin",
            "Subquery",
            "WithElement",
            "OrderByElement",
            "InterpolateElement",
            "WindowDefinition",
            "WindowListElement",
            "SampleRatio",
            "QueryParameter");

    private static final Set<String> SYSTEM_TABLES = Set.of("system.one", "system.numbers", "system.numbers_mt");
    private static final Set<String> TABLE_FUNCTIONS =
            Set.of("numbers", "numbers_mt", "zeros", "zeros_mt", "generateseries", "generate_series", "values", "null");

    /** First part of a name that would reach another database; {@code plumbline.event} may stand behind IN as a column does. */
    private static final Set<String> OTHER_DATABASES =
            Set.of("plumbline", "system", "information_schema", "default", "_temporary_and_external_tables");

    private final Function<String, EngineException> refusal;
    private final Set<String> refusedNames;
    private final Set<String> unknownFunctions = new TreeSet<>();
    private final Deque<Node> path = new ArrayDeque<>();

    private record Node(int depth, String kind) {}

    /** @param refusedNames of functions, in lower case: {@code arrayMap(sleep, ..)} needs no brackets */
    SyntaxTree(Function<String, EngineException> refusal, Set<String> refusedNames) {
        this.refusal = refusal;
        this.refusedNames = refusedNames;
    }

    /** Functions of {@link #check}'s tree that are none of the engine's harmless ones. */
    Set<String> unknownFunctions() {
        return unknownFunctions;
    }

    static boolean isOpenTableFunction(String name) {
        return TABLE_FUNCTIONS.contains(name.toLowerCase(Locale.ROOT));
    }

    void check(String tree) throws EngineException {
        boolean first = true;
        for (String line : tree.split("\n", -1)) {
            if (line.isEmpty()) {
                continue;
            }
            Matcher node = LINE.matcher(line);
            if (!node.matches() || !NODES.contains(node.group(2))) {
                throw refusal.apply("This part of the statement is not known here: " + shortened(line.strip()) + ".");
            }
            if (first && !node.group(2).startsWith("Select")) {
                throw refusal.apply("Only SELECT, WITH and EXPLAIN of a SELECT are answered here.");
            }
            first = false;
            check(node.group(1).length(), node.group(2), node.group(3) == null ? "" : node.group(3));
        }
        if (first) {
            throw refusal.apply("The engine did not say what the statement reads.");
        }
    }

    private void check(int depth, String kind, String name) throws EngineException {
        while (!path.isEmpty() && path.peek().depth() >= depth) {
            path.pop();
        }
        String parent = path.isEmpty() ? "" : path.peek().kind();
        path.push(new Node(depth, kind));
        switch (kind) {
            case "TableIdentifier" -> checkTable(name);
            case "Function" -> {
                if (parent.equals("TableExpression")) {
                    checkTableFunction(name);
                } else if (!HarmlessFunctions.include(name)) {
                    unknownFunctions.add(name);
                }
            }
            case "Identifier" -> checkIdentifier(name);
            default -> {
                // Nodes that have no name of their own; what hangs below them has lines of its own.
            }
        }
    }

    /** Without a database it is of the current one, which is {@code mart}, or named by a WITH in the statement. */
    private void checkTable(String name) throws EngineException {
        int dot = name.indexOf('.');
        boolean open = dot < 0
                || (name.startsWith(ConsoleRules.DATABASE + ".") && name.indexOf('.', dot + 1) < 0)
                || SYSTEM_TABLES.contains(name);
        if (!open) {
            throw refusal.apply("The table " + shortened(name) + " is not open here.");
        }
    }

    /** A view with parameters looks like a function. */
    private void checkTableFunction(String name) throws EngineException {
        if (!isOpenTableFunction(name) && !name.matches("mart\\.[a-z0-9_]+")) {
            throw refusal.apply("The table function " + shortened(name) + "() is not open here.");
        }
    }

    private void checkIdentifier(String name) throws EngineException {
        int dot = name.indexOf('.');
        if (dot >= 0 && OTHER_DATABASES.contains(name.substring(0, dot).toLowerCase(Locale.ROOT))) {
            throw refusal.apply("The name " + shortened(name) + " leads into another database.");
        }
        if (dot < 0 && refusedNames.contains(name.toLowerCase(Locale.ROOT))) {
            throw refusal.apply("The bare name " + shortened(name)
                    + " could stand for the function of that name; write a column with its table in front (t."
                    + shortened(name) + ").");
        }
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + ".." : text;
    }
}
