package io.plumbline.standalone;

import io.plumbline.standalone.cli.CommandLineRun;
import java.time.Clock;

/** The {@code plumbline} command. */
public final class Plumbline {

    private Plumbline() {}

    public static void main(String[] arguments) {
        int exit = CommandLineRun.run(Clock.systemUTC(), arguments);
        // Clients of Kafka and the engine may keep daemon-less threads for a moment; the command is done.
        System.exit(exit);
    }
}
