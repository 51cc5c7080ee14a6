package io.plumbline.dashboards.dispatch;

import java.util.Optional;

/** Knows one sort of messages. Called by one thread at a time. */
public interface Courier {

    /** Beginning of the sources that it serves, such as {@code digest}. */
    String sort();

    /** Writes it. What it throws postpones the message. */
    Preparation prepare(Item item);

    /** Asked right before each attempt: why it must not be sent any more; empty = it may. */
    Optional<String> obstacle(Item item);

    /** Sends it; passes the fence immediately before the receiver could take it. */
    Outcome send(Item item, Fence fence);
}
