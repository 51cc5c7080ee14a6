package io.plumbline.standalone.process;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends one part after the other; a part that fails to end is reported and does not keep the rest from ending. */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void quietly(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            LOG.warn("{} did not end cleanly: {}", part.getClass().getSimpleName(), e.toString());
        }
    }
}
