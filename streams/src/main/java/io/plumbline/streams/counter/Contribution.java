package io.plumbline.streams.counter;

import io.plumbline.schema.metric.CounterKey;

/** What one fact adds to one cell. */
public record Contribution(CounterKey cell, long numerator, long denominator) {}
