package io.plumbline.streams.finality;

import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.FinalCounter;

/**
 * What is learned of a cell: its value now, or what this application itself has said of it.
 *
 * @param counter null with {@code said} null: the cell is empty
 */
record Observation(Counter counter, FinalCounter said) {}
