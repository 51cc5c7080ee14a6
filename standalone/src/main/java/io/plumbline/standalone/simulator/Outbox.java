package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;

/** Turns what happens into deliveries, numbered in order, and hands them to the sink. */
final class Outbox {
    private final Organisation organisation;
    private final DeliverySink sink;
    private final Ledger ledger;
    private final Dice guids;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(16_384);
    private long sent;

    Outbox(Organisation organisation, DeliverySink sink, Ledger ledger, Dice guids) {
        this.organisation = organisation;
        this.sink = sink;
        this.ledger = ledger;
        this.guids = guids;
    }

    void send(long at, String event, String action, Repository repository, Account sender, Wire.Fields fields)
            throws IOException {
        buffer.reset();
        try (JsonGenerator json = Wire.JSON.createGenerator(buffer)) {
            json.writeStartObject();
            if (action != null) {
                json.writeStringField("action", action);
            }
            fields.write(json);
            Wire.repository(json, "repository", repository);
            json.writeObjectFieldStart("organization");
            json.writeStringField("login", organisation.login());
            json.writeNumberField("id", organisation.id());
            json.writeEndObject();
            Wire.account(json, "sender", sender);
            json.writeEndObject();
        }
        String guid = guids.fork("delivery", sent).uuid();
        long id = 700_000_000_001L + sent++;
        ledger.delivered(event);
        sink.delivery(new Delivery(
                id, guid, Instant.ofEpochSecond(at), event, action, repository.id(), buffer.toByteArray()));
    }
}
