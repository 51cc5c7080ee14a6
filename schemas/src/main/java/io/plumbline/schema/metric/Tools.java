package io.plumbline.schema.metric;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The catalogue of AI tools: id, name to show, vendor. */
public final class Tools {

    /** One tool. */
    public record Tool(String id, String label, String vendor) {}

    private static final Map<String, Tool> BY_ID = load();

    private Tools() {}

    public static List<Tool> all() {
        return List.copyOf(BY_ID.values());
    }

    public static boolean isKnown(String id) {
        return BY_ID.containsKey(id);
    }

    /** Name to show; an id that the catalogue lacks (a user's own rule) is shown as it is, null as "no tool". */
    public static String label(String id) {
        if (id == null || id.isEmpty()) {
            return "no tool";
        }
        var tool = BY_ID.get(id);
        return tool == null ? id : tool.label();
    }

    private record File(List<Tool> tools) {}

    private static Map<String, Tool> load() {
        try (var in = Tools.class.getResourceAsStream("tools.yaml")) {
            var byId = new LinkedHashMap<String, Tool>();
            new YAMLMapper().readValue(in, File.class).tools().forEach(tool -> byId.put(tool.id(), tool));
            return byId;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read tools.yaml", e);
        }
    }
}
