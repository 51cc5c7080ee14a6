package io.plumbline.standalone.cli;

import io.plumbline.dashboards.access.AccessMode;
import io.plumbline.ingest.webhook.WebhookSource;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.process.Instance;
import io.plumbline.standalone.process.WebhookSecrets;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all long-running commands share: end in order on Ctrl-C or SIGTERM, say where things are. */
final class Running {

    private Running() {}

    /** Exit code 0 after a signal, 1 when a part died. */
    static int untilStopped(Supplier<Instance> start) throws InterruptedException {
        var started = new CompletableFuture<Instance>();
        // A signal that comes during the start waits for its end, so that nothing half started is left behind.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started), "shutdown"));
        try {
            started.complete(start.get());
            started.join().awaitEnd();
            return 0;
        } finally {
            started.complete(null);
            close(started);
        }
    }

    private static void close(CompletableFuture<Instance> started) {
        var instance = started.join();
        if (instance != null) {
            instance.close();
        }
    }

    static Consumer<String> steps(PrintStream out) {
        return step -> out.println("  " + step);
    }

    private static void describeLogin(Instance instance, PlumblineConfig config, String http, PrintStream out) {
        if (config.access().mode() == AccessMode.OPEN) {
            out.println("Login       off, loopback only; PLUMBLINE_ACCESS=local switches it on (docs/access.md)");
            return;
        }
        var base = config.access().publicUrl() == null ? http : config.access().publicUrl();
        out.println("Login       on (" + config.access().mode().id() + ")");
        instance.firstAdministratorLink()
                .ifPresent(path -> out.println(
                        "            No administrator yet. Become one here, once, within an hour: " + base + path));
    }

    static void describe(Instance instance, PlumblineConfig config, PrintStream out) {
        instance.http().ifPresent(http -> {
            out.println();
            out.println("Pages       " + http + "/");
            describeLogin(instance, config, http, out);
            for (var source : WebhookSource.values()) {
                out.println((source == WebhookSource.GITHUB ? "Webhooks    POST " : "            POST ") + http
                        + source.path() + "   (" + (source.byToken() ? "token: " : "signed; secret: ")
                        + WebhookSecrets.where(source, config, instance.data()) + ")");
            }
        });
        out.println(
                "SQL         " + instance.connections().clickHouse() + "/   (user analyst, read-only, no password)");
        out.println("Kafka       " + instance.connections().bootstrap());
        out.println("Data        " + instance.data().path());
        out.println();
        out.println("Ready. Stop with Ctrl-C.");
        out.flush();
    }
}
