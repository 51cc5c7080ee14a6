-- What has arrived while no pull request is stored yet: deliveries, mapped ones, dead letters.
SELECT
    (SELECT count() FROM mart.raw_event)                      AS deliveries,
    (SELECT countIf(outcome = 'mapped') FROM mart.raw_event)  AS mapped,
    (SELECT count() FROM mart.dead_letter)                    AS dead_letters
