package io.plumbline.streams.directory;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A YAML document that knows the line of each of its values, so that a problem can be pointed at. Scalars are texts as
 * written; an empty value is as good as none. Anchors and aliases are not part of our format.
 */
sealed interface YamlTree {

    int DEEPEST = 16;

    int line();

    record Text(String value, int line) implements YamlTree {}

    record Items(List<YamlTree> values, int line) implements YamlTree {}

    record Fields(Map<String, YamlTree> values, int line) implements YamlTree {}

    /**
     * @return null for an empty document
     * @throws InvalidDirectoryException when it is not one YAML document
     */
    static YamlTree read(String text) {
        try (var parser = new YAMLFactory().createParser(text)) {
            var tree = parser.nextToken() == null ? null : value(parser, 0);
            if (parser.nextToken() != null) {
                throw problem(parser, "a second document begins here; there must be one");
            }
            return tree;
        } catch (JsonProcessingException e) {
            throw new InvalidDirectoryException(at(e.getLocation(), "not YAML: " + firstLine(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new InvalidDirectoryException("not YAML: " + e.getMessage());
        }
    }

    private static YamlTree value(YAMLParser parser, int depth) throws IOException {
        if (parser.isCurrentAlias()) {
            throw problem(parser, "aliases (*name) cannot be used here");
        }
        if (depth > DEEPEST) {
            throw problem(parser, "nested too deeply");
        }
        int line = parser.currentTokenLocation().getLineNr();
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(parser, depth, line);
            case START_ARRAY -> items(parser, depth, line);
            case VALUE_NULL -> null;
            default -> new Text(parser.getText().strip(), line);
        };
    }

    private static Fields fields(YAMLParser parser, int depth, int line) throws IOException {
        var values = new LinkedHashMap<String, YamlTree>();
        for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (values.containsKey(name)) {
                throw problem(parser, "\"" + name + "\" is given twice");
            }
            parser.nextToken();
            values.put(name, value(parser, depth + 1));
        }
        return new Fields(values, line);
    }

    private static Items items(YAMLParser parser, int depth, int line) throws IOException {
        var values = new ArrayList<YamlTree>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            var value = value(parser, depth + 1);
            if (value != null) {
                values.add(value);
            }
        }
        return new Items(values, line);
    }

    private static InvalidDirectoryException problem(YAMLParser parser, String what) {
        return new InvalidDirectoryException(at(parser.currentTokenLocation(), what));
    }

    private static String at(JsonLocation location, String what) {
        return location == null ? what : "line " + location.getLineNr() + ": " + what;
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse(message);
    }
}
