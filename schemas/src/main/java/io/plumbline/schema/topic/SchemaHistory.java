package io.plumbline.schema.topic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/**
 * Every version of a record's schema that was ever released: {@code history/<Record>/v1.avsc}, {@code v2.avsc}, ..
 *
 * <p>Files are never edited or removed; a changed schema adds the next number. A test compares the newest one with the
 * schema that the code is generated from.
 */
public final class SchemaHistory {

    private SchemaHistory() {}

    /** All versions, oldest first. */
    public static List<Schema> versions(String record) {
        var versions = new ArrayList<Schema>();
        for (int number = 1; ; number++) {
            var path = "/io/plumbline/schema/history/" + record + "/v" + number + ".avsc";
            try (var in = SchemaHistory.class.getResourceAsStream(path)) {
                if (in == null) {
                    return versions;
                }
                versions.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read " + path, e);
            }
        }
    }

    static SchemaStore of(String record) {
        var store = new SchemaStore.Cache();
        versions(record).forEach(store::addSchema);
        return store;
    }
}
