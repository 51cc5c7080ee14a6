-- The headers that were kept with one delivery.
SELECT header.1 AS name, header.2 AS value
FROM plumbline.raw_event FINAL
ARRAY JOIN CAST(headers, 'Array(Tuple(String, String))') AS header
WHERE source = :source
  AND delivery_id = :delivery
ORDER BY name
