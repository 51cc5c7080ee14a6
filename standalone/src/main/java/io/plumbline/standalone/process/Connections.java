package io.plumbline.standalone.process;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How to reach Kafka and ClickHouse, embedded or not.
 *
 * @param kafkaClient every Kafka client gets these settings, bootstrap servers among them
 * @param clickHouse base URL of the HTTP interface
 */
public record Connections(Map<String, Object> kafkaClient, URI clickHouse, String user, String password) {

    static Connections of(
            String bootstrap, Map<String, String> kafkaClient, URI clickHouse, String user, String password) {
        var client = new HashMap<String, Object>(kafkaClient);
        client.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return new Connections(Map.copyOf(client), clickHouse, user, password);
    }

    public String bootstrap() {
        return (String) kafkaClient.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    /** For the official JDBC driver; user and password go into {@link #jdbcProperties()}. */
    public String jdbcUrl() {
        boolean tls = "https".equals(clickHouse.getScheme());
        int port = clickHouse.getPort() >= 0 ? clickHouse.getPort() : tls ? 8443 : 8123;
        return "jdbc:clickhouse:" + clickHouse.getScheme() + "://" + clickHouse.getHost() + ":" + port + "/";
    }

    public Properties jdbcProperties() {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return properties;
    }
}
