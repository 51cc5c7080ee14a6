package io.plumbline.streams.loader;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.directory.IdentityLink;
import io.plumbline.streams.directory.InvalidDirectoryException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decisions on configuration. What a directory or an identity link says is laid out beside its text, so that views need not
 * read YAML; one that cannot be read is a row with its problem. Each row rests on its own entry alone: what links make of the
 * directory is the views' business.
 */
final class ConfigEntryRows implements Rows {

    private static final AvroSerde<ConfigEntry> SERDE = AvroSerde.of(ConfigEntry.class);
    private static final LocalDate FIRST_DAY = LocalDate.EPOCH;
    private static final LocalDate LAST_DAY = LocalDate.of(2149, 6, 6);

    private final Pseudonyms pseudonyms;

    ConfigEntryRows(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    @Override
    public String topic() {
        return Topics.CONFIG_ENTRY.name();
    }

    @Override
    public String table() {
        return "config_entry";
    }

    @Override
    public List<String> columns() {
        return List.of(
                "kind",
                "id",
                "event_id",
                "decided_at",
                "observed_at",
                "delivery_id",
                "author",
                "decided_by",
                "reason",
                "retracted",
                "content",
                "problem",
                "organisation",
                "zone",
                "persons",
                "accounts",
                "teams",
                "members",
                "repositories",
                "services",
                "version");
    }

    @Override
    public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
        if (record.value() == null) {
            return false;
        }
        var entry = SERDE.fromBytes(record.value());
        var meta = entry.getMeta();
        row.string(entry.getKind());
        row.string(entry.getId());
        row.string(meta.getEventId());
        row.time(meta.getEventTime());
        row.time(meta.getObservedAt());
        row.string(meta.getDeliveryId());
        row.string(entry.getAuthor());
        row.string(pseudonyms.ofPerson(entry.getAuthor()));
        row.string(entry.getReason());
        row.bool(entry.getRetracted());
        row.string(entry.getContent());
        writeContent(entry, row);
        row.int64(Rows.firstWins(meta.getObservedAt()));
        return true;
    }

    private void writeContent(ConfigEntry entry, RowBinaryWriter row) {
        var directory = Directory.EMPTY;
        List<String> linked = List.of();
        var problem = "";
        try {
            if (!entry.getRetracted() && entry.getKind().equals("directory")) {
                directory = Directory.read(entry.getContent(), List.of());
            } else if (!entry.getRetracted() && entry.getKind().equals("identity-link")) {
                linked = IdentityLink.read(entry.getId(), entry.getContent()).names();
            }
        } catch (InvalidDirectoryException e) {
            problem = e.getMessage();
        }
        row.string(problem);
        row.string(directory.organisation().orElse(null));
        row.string(directory.zone().map(ZoneId::getId).orElse(null));
        if (linked.isEmpty()) {
            writePersons(directory, row);
        } else {
            writeLinked(linked, row);
        }
        writeTeams(directory, row);
    }

    private void writePersons(Directory directory, RowBinaryWriter row) {
        var accounts = directory.accounts();
        row.length(accounts.size());
        accounts.keySet().forEach(person -> row.string(pseudonyms.ofPerson(person)));
        row.length(accounts.values().stream().mapToInt(List::size).sum());
        accounts.forEach((person, names) -> names.forEach(name -> {
            row.string(pseudonyms.ofPerson(name));
            row.string(pseudonyms.ofPerson(person));
        }));
    }

    private void writeLinked(List<String> accounts, RowBinaryWriter row) {
        row.length(0);
        row.length(accounts.size());
        for (var account : accounts) {
            row.string(pseudonyms.ofPerson(account));
            row.string(null);
        }
    }

    private void writeTeams(Directory directory, RowBinaryWriter row) {
        row.length(directory.teams().size());
        for (var team : directory.teams()) {
            row.string(team.id());
            row.string(team.name());
            row.string(team.parent());
            row.string(team.zone() == null ? null : team.zone().getId());
        }
        row.length(directory.memberships().size());
        for (var membership : directory.memberships()) {
            row.string(pseudonyms.ofPerson(membership.person()));
            row.string(membership.team());
            nullableDate(membership.from(), row);
            nullableDate(membership.until(), row);
        }
        row.length(directory.ownerships().size());
        for (var ownership : directory.ownerships()) {
            row.string(ownership.repository());
            row.string(ownership.team());
            nullableDate(ownership.from(), row);
            nullableDate(ownership.until(), row);
        }
        row.length(directory.services().size());
        for (var service : directory.services()) {
            row.string(service.id());
            row.string(service.name());
            row.string(service.repository());
        }
    }

    /** Days that the column cannot hold become the nearest that it can. */
    private static void nullableDate(LocalDate day, RowBinaryWriter row) {
        row.int8(day == null ? 1 : 0);
        if (day != null) {
            row.date(day.isBefore(FIRST_DAY) ? FIRST_DAY : day.isAfter(LAST_DAY) ? LAST_DAY : day);
        }
    }
}
