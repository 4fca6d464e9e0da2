-- comment: printed changes of a whole beside the printed changes of all its parts, by the identities
CREATE TEMP TABLE change_sums AS
WITH changes AS (
    SELECT *, CAST(value - half_unit AS DECIMAL(24, 6)) AS low, CAST(value + half_unit AS DECIMAL(24, 6)) AS high
    FROM live_claims
    WHERE kind = 'change' AND value IS NOT NULL AND versus IS NOT NULL AND source = 'narrative'
      AND account_code IS NULL AND account_name IS NULL
), parts AS (
    -- the parts follow their whole, in its paragraph or in a list below it
    SELECT c.claim_id AS whole, i.identity, t.slot, t.alternative, t.position, p.claim_id, p.item, p.value, p.low, p.high,
           p.printed, p.printed_unit
    FROM changes c
    JOIN identities i ON i.total = c.item
    JOIN identity_terms t ON t.identity = i.identity AND t.preference = 0 AND t.weight = 1 AND t.stage_override IS NULL
    JOIN changes p ON p.submission_id = c.submission_id AND p.item = t.item AND p.stage IS NOT DISTINCT FROM c.stage
        AND p.versus = c.versus AND p.fund IS NOT DISTINCT FROM c.fund AND p.project IS NOT DISTINCT FROM c.project
        AND p.block BETWEEN c.block AND c.block + 6
        AND (p.block > c.block OR p.char_start > c.char_start)
    QUALIFY row_number() OVER (PARTITION BY c.claim_id, i.identity, t.slot, t.alternative, t.item
                               ORDER BY p.block, p.char_start) = 1
), chosen AS (
    SELECT whole, identity, slot, alternative, count(*) AS found
    FROM parts GROUP BY whole, identity, slot, alternative
    QUALIFY row_number() OVER (PARTITION BY whole, identity, slot ORDER BY alternative) = 1
), complete AS (
    SELECT h.whole, h.identity
    FROM chosen h JOIN identity_slots s ON s.identity = h.identity AND s.slot = h.slot
    GROUP BY h.whole, h.identity
    HAVING bool_and(h.alternative = 1 OR h.found = s.children)
       AND count(*) = (SELECT count(*) FROM identity_slots a WHERE a.identity = h.identity) AND count(*) > 1
)
SELECT p.whole, p.identity, sum(p.value) AS value, sum(p.low) AS low, sum(p.high) AS high,
       list(p.claim_id ORDER BY p.slot, p.position) AS claim_ids,
       string_agg(named('item', p.item) || CASE WHEN p.value > 0 THEN '增加' || shown(p.printed, p.printed_unit)
                                                WHEN p.value < 0 THEN '减少' || shown(p.printed, p.printed_unit)
                                                ELSE '持平' END, '、' ORDER BY p.slot, p.position) AS words
FROM parts p
JOIN chosen h ON h.whole = p.whole AND h.identity = p.identity AND h.slot = p.slot AND h.alternative = p.alternative
JOIN complete c ON c.whole = p.whole AND c.identity = p.identity
GROUP BY p.whole, p.identity
