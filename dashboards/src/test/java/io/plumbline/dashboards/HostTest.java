package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.Javalin;
import io.plumbline.dashboards.access.Access;
import io.plumbline.dashboards.access.AccessSettings;
import io.plumbline.dashboards.control.ControlSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of a stranger must not reach a loopback server through a name of its own (DNS rebinding). */
class HostTest {

    private static final DashboardsConfig CONFIG =
            DashboardsConfig.local("jdbc:clickhouse://127.0.0.1:1/default", "nobody", "", ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "10.0.0.1"})
    void otherNamesAreRefusedOnLoopback(String host) throws IOException {
        try (var server = DashboardServer.start(CONFIG, 0, Warehouse.CLOCK)) {
            assertThat(status(server.port(), "/definitions", host)).contains(" 421 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:80", "127.0.0.1:8080", "[::1]:8080"})
    void loopbackNamesAreServed(String host) throws IOException {
        try (var server = DashboardServer.start(CONFIG, 0, Warehouse.CLOCK)) {
            assertThat(status(server.port(), "/definitions", host)).contains(" 200 ");
        }
    }

    @Test
    void webhooksOfTheSameServerMayComeThroughATunnel() throws IOException {
        try (var dashboards = new Dashboards(CONFIG, Warehouse.CLOCK)) {
            var server = Javalin.create(javalin -> {
                dashboards.register(javalin);
                javalin.routes.post("/webhooks/github", ctx -> ctx.status(202));
                javalin.routes.get("/webhooks/github", ctx -> ctx.status(202));
            });
            server.start("127.0.0.1", 0);
            try {
                assertThat(status(server.port(), "/webhooks/github", "tunnel.example"))
                        .contains(" 202 ");
                assertThat(status(server.port(), "/", "tunnel.example")).contains(" 421 ");
            } finally {
                server.stop();
            }
        }
    }

    @Test
    void aServerBoundToTheNetworkIsReachedByAnyNameAndAsksForALogin(@TempDir Path folder) throws IOException {
        var settings = AccessSettings.local(ControlSettings.embedded(folder), folder.resolve("admin-link"));
        try (var access = Access.start(settings, Warehouse.CLOCK);
                var server = DashboardServer.start(CONFIG.withBindHost("0.0.0.0"), access, 0, Warehouse.CLOCK)) {
            assertThat(status(server.port(), "/login", "metrics.example")).contains(" 200 ");
            assertThat(status(server.port(), "/definitions", "metrics.example")).contains(" 303 ");
        }
    }

    @Test
    void behindAProxyOnThisMachineItsNameIsKnownToo(@TempDir Path folder) throws IOException {
        var settings = AccessSettings.local(ControlSettings.embedded(folder), folder.resolve("admin-link"))
                .withPublicUrl(URI.create("https://metrics.example"));
        try (var access = Access.start(settings, Warehouse.CLOCK);
                var server = DashboardServer.start(CONFIG, access, 0, Warehouse.CLOCK)) {
            assertThat(status(server.port(), "/login", "metrics.example")).contains(" 200 ");
            assertThat(status(server.port(), "/login", "evil.example")).contains(" 421 ");
        }
    }

    /** By hand, because the JDK's client does not let one set the Host header. */
    private static String status(int port, String path, String host) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }
}
