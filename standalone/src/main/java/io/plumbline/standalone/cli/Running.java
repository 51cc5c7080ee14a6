package io.plumbline.standalone.cli;

import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.process.Instance;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all long-running commands share: end in order on Ctrl-C or SIGTERM, say where things are. */
final class Running {

    private Running() {}

    /** Exit code 0 after a signal, 1 when a part died. */
    static int untilStopped(Supplier<Instance> start) throws InterruptedException {
        var started = new AtomicReference<Instance>();
        var hook = new Thread(() -> close(started.get()), "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            started.set(start.get());
            started.get().awaitEnd();
            return 0;
        } finally {
            close(started.get());
        }
    }

    private static void close(Instance instance) {
        if (instance != null) {
            instance.close();
        }
    }

    static Consumer<String> steps(PrintStream out) {
        return step -> out.println("  " + step);
    }

    static void describe(Instance instance, PlumblineConfig config, PrintStream out) {
        instance.http().ifPresent(http -> {
            out.println();
            out.println("Pages       " + http + "/");
            out.println("Webhook     POST " + http + "/webhooks/github   (signed; secret: "
                    + (config.webhookSecrets().isEmpty()
                            ? instance.data().secretFile(Instance.WEBHOOK_SECRET)
                            : "as configured")
                    + ")");
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
