package io.plumbline.streams.directory;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Somebody decided that these accounts are one person. Taking the decision back is leaving the link out.
 *
 * @param id of the decision
 * @param accounts {@code github:ada}, {@code github:#123}, {@code email:ada@example.org}, {@code person:ada}; normalised and
 *     sorted, at least two
 */
public record IdentityLink(String id, List<String> accounts) {

    /** @throws InvalidDirectoryException when something is no account, or they are fewer than two */
    public IdentityLink {
        var normal = new TreeSet<String>();
        accounts.forEach(account -> normal.add(AccountKey.parse(account)));
        if (normal.size() < 2) {
            throw new InvalidDirectoryException("identity link " + id + ": needs at least two different accounts");
        }
        accounts = List.copyOf(normal);
    }

    /**
     * From the content of a config entry: a YAML list of accounts, {@code ["github:ada", "github:#123"]}.
     *
     * @throws InvalidDirectoryException when it is none
     */
    public static IdentityLink read(String id, String content) {
        if (!(YamlTree.read(content) instanceof YamlTree.Items items)) {
            throw new InvalidDirectoryException("identity link " + id + ": expected a list of accounts");
        }
        var accounts = new ArrayList<String>();
        for (var item : items.values()) {
            if (!(item instanceof YamlTree.Text text)) {
                throw new InvalidDirectoryException(
                        "identity link " + id + ", line " + item.line() + ": expected an account");
            }
            accounts.add(text.value());
        }
        return new IdentityLink(id, accounts);
    }

    /** The accounts as {@link Directory#personOf} calls accounts that nobody listed; of a person, the id. */
    public List<String> names() {
        return accounts.stream().map(AccountKey::name).toList();
    }

    /** The content of a config entry that {@link #read} reads. */
    public String content() {
        var quoted = accounts.stream()
                .map(account -> "\"" + account.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .toList();
        return "[" + String.join(", ", quoted) + "]";
    }
}
