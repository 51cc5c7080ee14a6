package io.plumbline.streams.attribution;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.metric.Origin;
import java.util.List;

/**
 * The answer of {@link Attribution}.
 *
 * @param tool id in the tool catalogue; null when the origin is unknown or an automation bot
 * @param confidence weight of the strongest evidence for the tool, in (0, 1]; 0 when the origin is unknown
 * @param evidence all of it, the losing tools' too, strongest first
 * @param accountableHuman the person who opened it or asked for it; null when no person is named
 */
public record Authorship(
        Origin origin,
        String tool,
        double confidence,
        List<Evidence> evidence,
        String ruleVersion,
        Account accountableHuman) {}
