-- The incidents that the deliveries name, each with the pull requests that it is laid to.
INSERT INTO plumbline.incident (id, provider, incident_id, service_id, service_name, repo, team, severity, impact, status, maintenance, triggered_at, resolved_at, spans, causes, tier, zone, events, last_event_at, version, is_deleted)
SELECT
    laid.1 AS id, 'pagerduty', replaceOne(laid.1, 'pagerduty:incident/', ''), 'P1', 'shop', any(repo), any(team), 'high', 'major', 'resolved', false,
    min(laid.5) AS triggered_at, triggered_at + toIntervalMinute(20 + sipHash64(laid.1) % 600), [(triggered_at, toNullable(triggered_at + toIntervalMinute(20 + sipHash64(laid.1) % 600)))],
    groupArray(('L2', d.id, d.deployment, toUInt32(1000000), toUInt32(1000000), '', assumeNotNull(d.deployed_at))), 'L2', 'UTC', 3, triggered_at, 1, 0
FROM plumbline.delivery AS d
ARRAY JOIN incidents AS laid
GROUP BY laid.1
