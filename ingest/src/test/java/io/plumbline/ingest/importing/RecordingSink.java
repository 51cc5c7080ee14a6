package io.plumbline.ingest.importing;

import io.plumbline.ingest.raw.RawSink;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keeps what it is sent in memory; acknowledges in a random order, and everything on flush. */
final class RecordingSink implements RawSink {

    final List<RawEvent> events = new ArrayList<>();
    final List<DeadLetter> letters = new ArrayList<>();
    /** Delivery ids whose sender was told that they are safe. */
    final Set<String> acknowledged = new HashSet<>();

    private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
    private final Random random;
    private long failingFrom = Long.MAX_VALUE;
    private Runnable afterEach = () -> {};

    RecordingSink(long seed) {
        this.random = new Random(seed);
    }

    /** Records from this one on, counted from 0, are refused. */
    RecordingSink failFrom(long record) {
        failingFrom = record;
        return this;
    }

    RecordingSink afterEach(Runnable action) {
        afterEach = action;
        return this;
    }

    int records() {
        return events.size() + letters.size();
    }

    List<String> deliveryIds() {
        return events.stream().map(RawEvent::getDeliveryId).toList();
    }

    @Override
    public CompletionStage<Void> send(RawEvent event) {
        var stage = stage();
        events.add(event);
        afterEach.run();
        return stage.thenRun(() -> acknowledged.add(event.getDeliveryId()));
    }

    @Override
    public CompletionStage<Void> send(DeadLetter letter) {
        var stage = stage();
        letters.add(letter);
        afterEach.run();
        return stage;
    }

    @Override
    public void flush() {
        Collections.shuffle(waiting, random);
        waiting.forEach(stage -> stage.complete(null));
        waiting.clear();
    }

    private CompletableFuture<Void> stage() {
        if (records() >= failingFrom) {
            return CompletableFuture.failedFuture(new IllegalStateException("refused"));
        }
        var stage = new CompletableFuture<Void>();
        waiting.add(stage);
        if (random.nextInt(4) == 0) {
            waiting.remove(random.nextInt(waiting.size())).complete(null);
        }
        return stage;
    }
}
