package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The pieces that GitHub repeats in every payload: accounts, repositories, times, labels. */
final class Wire {
    /** The fields of one payload, written into an object that is already open. */
    interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes emoji as UTF-8, as GitHub does, not as pairs of escapes. */
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private Wire() {}

    static String time(long at) {
        return Instant.ofEpochSecond(at).toString();
    }

    static void time(JsonGenerator json, String field, long at) throws IOException {
        if (at == 0) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, time(at));
        }
    }

    static void account(JsonGenerator json, String field, Account account) throws IOException {
        json.writeFieldName(field);
        account(json, account);
    }

    static void account(JsonGenerator json, Account account) throws IOException {
        if (account == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("login", account.login());
        json.writeNumberField("id", account.id());
        json.writeStringField("node_id", "U_" + account.id());
        String plain = account.login().replace("[bot]", "");
        json.writeStringField(
                "html_url", "https://github.com/" + (account.person() ? account.login() : "apps/" + plain));
        json.writeStringField("type", account.type());
        json.writeBooleanField("site_admin", false);
        json.writeEndObject();
    }

    static void accounts(JsonGenerator json, String field, List<Account> accounts) throws IOException {
        json.writeArrayFieldStart(field);
        for (Account account : accounts) {
            account(json, account);
        }
        json.writeEndArray();
    }

    /** Without the forty URL templates, which say nothing that the name does not. */
    static void repository(JsonGenerator json, String field, Repository repository) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeNumberField("id", repository.id());
        json.writeStringField("node_id", "R_" + repository.id());
        json.writeStringField("name", repository.name());
        json.writeStringField("full_name", repository.fullName());
        json.writeBooleanField("private", true);
        json.writeObjectFieldStart("owner");
        json.writeStringField("login", repository.owner());
        json.writeNumberField("id", repository.ownerId());
        json.writeStringField("type", "Organization");
        json.writeEndObject();
        json.writeStringField("html_url", repository.url());
        json.writeStringField("url", repository.api());
        json.writeBooleanField("fork", false);
        json.writeStringField("language", repository.language().label());
        json.writeStringField("default_branch", "main");
        json.writeEndObject();
    }

    static void labels(JsonGenerator json, List<String> labels) throws IOException {
        json.writeArrayFieldStart("labels");
        for (String label : labels) {
            label(json, label);
        }
        json.writeEndArray();
    }

    static void label(JsonGenerator json, String label) throws IOException {
        json.writeStartObject();
        json.writeNumberField("id", 4_000_000_000L + (label.hashCode() & 0xffffffL));
        json.writeStringField("name", label);
        json.writeStringField("color", "ededed");
        json.writeBooleanField("default", label.equals("bug") || label.equals("enhancement"));
        json.writeNullField("description");
        json.writeEndObject();
    }

    static void link(JsonGenerator json, String name, String address) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("href", address);
        json.writeEndObject();
    }
}
