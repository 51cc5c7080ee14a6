package io.plumbline.streams.incident;

import org.apache.avro.specific.SpecificRecord;

/**
 * One thing that a repository tells, inside the application only.
 *
 * @param value null: it is gone
 */
record Judgement(String kind, SpecificRecord value) {

    static final String INCIDENT = "incident";
    static final String DELIVERY = "delivery";
    static final String OUTCOME = "outcome";
    static final String SETTINGS = "settings";

    boolean is(String other) {
        return kind.equals(other);
    }
}
