package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import java.io.IOException;
import java.time.Instant;

/** Reads an ISO-8601 UTC time, so that truth files need no date module on the reading side. */
final class TextInstant extends StdScalarDeserializer<Instant> {
    TextInstant() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return Instant.parse(parser.getText());
    }
}
