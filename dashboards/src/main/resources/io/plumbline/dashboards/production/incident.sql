-- One incident; reads the table because mart.incident hides its title.
SELECT
    id, provider, incident_id, number, title, url,
    if(service_name = '', toString(service_id), toString(service_name)) AS service,
    toString(repo) AS repo, nullIf(toString(team), '') AS team, toString(severity) AS severity, impact, status, maintenance,
    triggered_at, acknowledged_at, resolved_at, reopenings, severity_changes, toString(tier) AS tier, ambiguous
FROM plumbline.incident FINAL
WHERE is_deleted = 0 AND id = :incident
