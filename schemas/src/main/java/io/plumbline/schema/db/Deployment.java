package io.plumbline.schema.db;

/**
 * Where the tables go: one ClickHouse node, or a cluster.
 *
 * @param cluster name of the cluster in ClickHouse's {@code remote_servers}; null for a single node
 */
public record Deployment(String cluster) {

    public static Deployment singleNode() {
        return new Deployment(null);
    }

    public static Deployment cluster(String name) {
        if (!name.matches("[A-Za-z0-9_.-]+")) {
            throw new IllegalArgumentException("Not a cluster name: " + name);
        }
        return new Deployment(name);
    }

    String fill(String sql) {
        return sql.replace("${on_cluster}", cluster == null ? "" : " ON CLUSTER '" + cluster + "'")
                .replace("${Replicated}", cluster == null ? "" : "Replicated")
                .replace(
                        "${deduplication_window}",
                        // Replicated tables remember inserted blocks by themselves; others must be told to.
                        cluster == null
                                ? "non_replicated_deduplication_window = 1000"
                                : "replicated_deduplication_window = 1000");
    }
}
