package io.plumbline.standalone.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** Keeps lifecycle messages away from commands whose output is for reading. */
final class Quiet {

    private Quiet() {}

    static void unless(boolean verbose) {
        if (LoggerFactory.getLogger("io.plumbline") instanceof Logger plumbline) {
            plumbline.setLevel(verbose ? Level.INFO : Level.WARN);
        }
    }
}
