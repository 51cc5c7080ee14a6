package io.plumbline.standalone.simulator;

import java.io.IOException;

/** One thing that happens to a pull request at a second since 1970 UTC. */
record Step(long at, Act act) {
    interface Act {
        void play(Stage stage, PullRequest pull, long at) throws IOException;
    }
}
