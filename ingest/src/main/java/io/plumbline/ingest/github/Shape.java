package io.plumbline.ingest.github;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a JSON object that we want, and in turn the shapes of those that are objects or arrays of objects.
 *
 * <p>A pull request payload is 25 kB of which we need two: what is not in the shape is skipped by the parser without
 * ever becoming an object.
 */
final class Shape {

    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final List<Shape> shapes = new ArrayList<>();

    private Shape() {}

    /** Fields that are texts, numbers, booleans or arrays of texts. */
    static Shape of(String... fields) {
        var shape = new Shape();
        for (var field : fields) {
            shape.add(field, null);
        }
        return shape;
    }

    /** A copy that also wants an object, or an array of objects, of that shape. */
    Shape with(String field, Shape inner) {
        var copy = new Shape();
        positions.forEach((name, position) -> copy.add(name, shapes.get(position)));
        copy.add(field, inner);
        return copy;
    }

    private void add(String field, Shape inner) {
        positions.put(field, shapes.size());
        shapes.add(inner);
    }

    int size() {
        return shapes.size();
    }

    /** -1 when the field is not wanted. */
    int position(String field) {
        var position = positions.get(field);
        return position == null ? -1 : position;
    }

    /** Null for a field that is no object. */
    Shape inner(int position) {
        return shapes.get(position);
    }
}
