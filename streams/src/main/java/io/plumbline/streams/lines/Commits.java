package io.plumbline.streams.lines;

import io.plumbline.schema.event.CommitLines;
import io.plumbline.schema.event.CommitPerson;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.runtime.StateSerde;
import java.util.ArrayList;
import org.apache.avro.SchemaNormalization;

/** What of an event about a commit is kept. Of several events about one commit the one that was observed last counts. */
final class Commits {

    private static final AvroSerde<LineCommit> STATE = StateSerde.of(LineCommit.class);

    private Commits() {}

    /** Of which nothing is known but what others will say. */
    static LineCommit unknown() {
        return LineCommit.newBuilder().build();
    }

    static LineCommit read(CommitLines event) {
        var commit = unknown();
        commit.setKnown(true);
        commit.setGone(event.getGone());
        commit.setNumber(event.getNumber());
        commit.setBorn(event.getBorn());
        commit.setAdded(event.getAdded());
        commit.setRemoved(event.getRemoved());
        var texts = new ArrayList<Text>();
        if (!event.getGone()) {
            texts.add(text(event.getSha(), event.getAuthor(), event.getMessage()));
            event.getBrought().forEach(one -> texts.add(text(one.getSha(), one.getAuthor(), one.getMessage())));
        }
        commit.setTexts(texts);
        var taken = new ArrayList<Taken>();
        event.getEnded()
                .forEach(one -> taken.add(new Taken(
                        one.getSha(), one.getWrittenAt().toEpochMilli(), one.getLines(), one.getSameAuthor())));
        commit.setTaken(taken);
        commit.setContent(SchemaNormalization.fingerprint64(STATE.toBytes(commit)));
        commit.setObservedAt(event.getMeta().getObservedAt().toEpochMilli());
        return commit;
    }

    static boolean isNewer(LineCommit news, LineCommit known) {
        return news.getObservedAt() != known.getObservedAt()
                ? news.getObservedAt() > known.getObservedAt()
                : news.getContent() > known.getContent();
    }

    private static Text text(String sha, CommitPerson author, String message) {
        return new Text(
                sha, author == null ? null : author.getName(), author == null ? null : author.getEmail(), message);
    }
}
