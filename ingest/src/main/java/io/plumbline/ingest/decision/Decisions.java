package io.plumbline.ingest.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.OriginOverrideEvent;
import io.plumbline.schema.metric.Origin;
import io.plumbline.schema.metric.Tools;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;

/** Raw events of source {@code plumbline} to config entries and origin overrides. Pure; no input makes it throw. */
public final class Decisions {

    private static final ObjectMapper JSON = JsonMapper.builder(new JsonFactory())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper YAML = new YAMLMapper();

    private static final String LINK = "identity-link";
    private static final Set<String> KINDS = Set.of(
            "directory", "attribution-rules", "work-rules", "delivery-rules", "incident-rules", "review-rules", LINK);
    private static final Pattern LINK_ID = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern REPOSITORY = Pattern.compile("[^\\s/]+/[^\\s/]+");
    private static final Pattern ACCOUNT = Pattern.compile("[^\\s:]+:\\S+|[^\\s@]+@[^\\s@]+");

    private Decisions() {}

    /** What is wrong with a decision, for its dead letter. */
    private static final class BadDecision extends Exception {
        private static final long serialVersionUID = 1L;

        BadDecision(String message) {
            super(message);
        }
    }

    public static Mapping map(RawEvent raw) {
        try {
            return switch (raw.getEventType()) {
                case Decision.CONFIG -> new Mapped(List.of(config(raw, payload(raw))));
                case Decision.ORIGIN_OVERRIDE -> new Mapped(List.of(originOverride(raw, payload(raw))));
                default -> new Unmapped("no decision of a kind that we know");
            };
        } catch (BadDecision e) {
            return new Unreadable(e.getMessage());
        }
    }

    /** The same for the same bytes. */
    static String eventId(RawEvent raw) {
        return raw.getEventType() + "-" + raw.getDeliveryId();
    }

    private static SpecificRecord config(RawEvent raw, JsonNode payload) throws BadDecision {
        var kind = needText(payload, "kind");
        if (!KINDS.contains(kind)) {
            throw new BadDecision(
                    "kind: \"" + kind + "\" is none of " + String.join(", ", new java.util.TreeSet<>(KINDS)));
        }
        var id = needText(payload, "id");
        if (kind.equals(LINK) ? !LINK_ID.matcher(id).matches() : !id.equals(Decision.MAIN)) {
            throw new BadDecision("id: \"" + id + "\" cannot be the id of " + kind);
        }
        var retracted = flag(payload, "retracted");
        var content = text(payload, "content") == null ? "" : text(payload, "content");
        if (!retracted) {
            check(kind, content);
        }
        var author = needText(payload, "author");
        return new ConfigEntry(
                meta(raw, Decision.SOURCE, author, payload),
                kind,
                id,
                content,
                author,
                needText(payload, "reason"),
                retracted);
    }

    /** That it can be read at all: what it says is for those who use it. */
    private static void check(String kind, String content) throws BadDecision {
        if (content.isBlank()) {
            throw new BadDecision("content is missing");
        }
        JsonNode tree;
        try {
            tree = YAML.readTree(content);
        } catch (IOException e) {
            throw new BadDecision("content is not YAML: " + e.getMessage());
        }
        if (kind.equals(LINK)) {
            if (!tree.isArray() || tree.size() < 2) {
                throw new BadDecision("content: expected a list of at least two accounts");
            }
            for (var account : tree) {
                if (!account.isTextual()
                        || !ACCOUNT.matcher(account.textValue()).matches()) {
                    throw new BadDecision("content: " + account + " is no account such as github:ada");
                }
            }
        } else if (!tree.isObject()) {
            throw new BadDecision("content: expected the fields of a " + kind + " file");
        }
    }

    private static SpecificRecord originOverride(RawEvent raw, JsonNode payload) throws BadDecision {
        var provider = needText(payload, "provider");
        var repo = needText(payload, "repo");
        if (!REPOSITORY.matcher(repo).matches()) {
            throw new BadDecision("repo: \"" + repo + "\" is not owner/name");
        }
        var number = payload.path("number");
        if (!number.canConvertToInt() || !number.isIntegralNumber() || number.intValue() <= 0) {
            throw new BadDecision("number: expected the number of a pull request");
        }
        var origin = needText(payload, "origin");
        if (Arrays.stream(Origin.values()).noneMatch(known -> known.id().equals(origin))) {
            throw new BadDecision("origin: \"" + origin + "\" is none of "
                    + String.join(
                            ", ", Arrays.stream(Origin.values()).map(Origin::id).toList()));
        }
        var tool = text(payload, "tool");
        if (tool != null && !Tools.isKnown(tool)) {
            throw new BadDecision("tool: \"" + tool + "\" is not in the catalogue");
        }
        var author = needText(payload, "author");
        return new OriginOverrideEvent(
                meta(raw, provider, author, payload),
                repo,
                number.intValue(),
                origin,
                tool,
                author,
                needText(payload, "reason"),
                flag(payload, "retracted"));
    }

    private static EventMeta meta(RawEvent raw, String provider, String author, JsonNode payload) throws BadDecision {
        return new EventMeta(
                provider,
                raw.getSource(),
                raw.getDeliveryId(),
                eventId(raw),
                time(payload),
                raw.getReceivedAt(),
                new Account(author, null, null));
    }

    private static JsonNode payload(RawEvent raw) throws BadDecision {
        try {
            var tree = JSON.readTree(bytes(raw.getPayload()));
            if (!tree.isObject()) {
                throw new BadDecision("not a JSON object");
            }
            return tree;
        } catch (IOException e) {
            throw new BadDecision("not JSON: " + e.getMessage());
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Instant time(JsonNode payload) throws BadDecision {
        try {
            return Instant.parse(needText(payload, "at"));
        } catch (DateTimeException e) {
            throw new BadDecision("at is not a time");
        }
    }

    private static String needText(JsonNode payload, String field) throws BadDecision {
        var text = text(payload, field);
        if (text == null || text.isBlank()) {
            throw new BadDecision(field + " is missing");
        }
        return text;
    }

    private static String text(JsonNode payload, String field) throws BadDecision {
        var value = payload.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new BadDecision(field + " is not a text");
        }
        return value.textValue();
    }

    private static boolean flag(JsonNode payload, String field) throws BadDecision {
        var value = payload.path(field);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw new BadDecision(field + " is neither true nor false");
        }
        return value.booleanValue();
    }
}
