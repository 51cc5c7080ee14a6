package io.plumbline.ingest.importing;

import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.ingest.raw.RawEventProducer.Pace;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** An import in a process of its own, so that a test can kill it. Arguments: broker, checkpoint directory, file. */
final class KilledImport {

    private KilledImport() {}

    public static void main(String[] args) throws ImportException {
        try (var producer = new RawEventProducer(Map.of("bootstrap.servers", args[0]), Pace.BULK)) {
            var listener = new ImportListener() {
                @Override
                public void progress(Progress progress) {
                    System.out.println("events " + progress.events());
                }
            };
            new FileImport(FileFormat.GITHUB_DELIVERIES, producer, Path.of(args[1]), listener, Clock.systemUTC())
                    .run(List.of(Path.of(args[2])));
        }
    }
}
