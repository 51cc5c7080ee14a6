package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A whole simulation kept in memory, as a test wants to look at it. */
final class Recording implements DeliverySink {
    static final Instant END = Instant.parse("2026-07-06T00:00:00Z");
    static final ObjectMapper JSON = new ObjectMapper();

    final List<Delivery> deliveries = new ArrayList<>();
    final List<IncidentEvent> incidents = new ArrayList<>();
    final List<PullRequestTruth> pulls = new ArrayList<>();
    final List<CorrectionTruth> corrections = new ArrayList<>();
    private SimulationTruth truth;

    static Recording of(SimulationPlan plan) {
        Recording recording = new Recording();
        try {
            recording.truth = Simulator.run(plan, recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return recording;
    }

    SimulationTruth truth() {
        return truth;
    }

    @Override
    public void delivery(Delivery delivery) {
        deliveries.add(delivery);
    }

    @Override
    public void incident(IncidentEvent event) {
        incidents.add(event);
    }

    @Override
    public void pullRequest(PullRequestTruth pull) {
        pulls.add(pull);
    }

    @Override
    public void correction(CorrectionTruth correction) {
        corrections.add(correction);
    }

    List<JsonNode> payloads(String event, String action) {
        return deliveries.stream()
                .filter(delivery ->
                        delivery.event().equals(event) && (action == null || action.equals(delivery.action())))
                .map(delivery -> read(delivery.payload()))
                .toList();
    }

    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            deliveries.forEach(delivery -> digest.update(delivery.line()));
            incidents.forEach(event -> digest.update(event.body()));
            pulls.forEach(pull -> digest.update(pull.toString().getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
