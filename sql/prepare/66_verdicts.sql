-- comment: the outcome of every identity at every place; the best variant of a family
-- last: chosen presence identity_slots
CREATE TEMP TABLE identity_verdicts AS
WITH tried AS MATERIALIZED (
    SELECT a.anchor, a.fact, a.fact_no, a.ordinal, a.identity, a.family, a.alone, a.stage, a.fund, a.value,
           s.expected, s.low AS sum_low, s.high AS sum_high,
           coalesce(s.high - s.low, 0) + a.high - a.low AS width,
           coalesce(p.found < a.slots OR p.numbered < p.found OR p.partial, true) AS assumed,
           CASE WHEN a.conflict OR coalesce(s.conflict, false) THEN 'conflict'
                WHEN p.found IS NULL OR p.needed < a.needed THEN 'missing'
                WHEN s.expected = a.value THEN 'exact'
                WHEN s.low <= a.high AND a.low <= s.high THEN 'rounding'
                ELSE 'apart' END AS reached,
           a.low > s.high AND (p.partial OR p.soft < a.soft)
               AND NOT coalesce(p.numbered >= a.complete_from, false) AS unlisted
    FROM anchors a LEFT JOIN presence p USING (anchor) LEFT JOIN sums s USING (anchor)
    WHERE p.found > 0 OR (a.account_code = '' AND a.account_name = '')
), absent AS (
    SELECT t.anchor, w.submission_id, w.fiscal_year, w.place, w.project, w.stage, s.slot, s.item, s.absent
    FROM tried t JOIN identity_slots s ON s.identity = t.identity ANTI JOIN chosen c ON c.anchor = t.anchor AND c.slot = s.slot
    JOIN fact w ON w.rowid = t.fact
    WHERE (t.reached = 'missing' AND s.absent = 'insufficient') OR (t.reached = 'apart' AND s.absent = 'nil')
), lacking AS (
    SELECT a.anchor, string_agg(named('item', a.item), '、' ORDER BY a.slot) FILTER (a.absent = 'insufficient') AS missing_items,
           -- what is not printed here but elsewhere in the document does not count as nothing; the
           -- text of final accounts leaves the carry-over to its tables, a grand total contains it
           bool_or(a.absent = 'nil' AND (e.item IS NOT NULL OR a.place = 'narrative.final_accounts')) AS elsewhere
    FROM absent a LEFT JOIN (SELECT DISTINCT submission_id, fiscal_year, project,
                                    if(item LIKE 'grand_total.%', 'carryover.opening', item) AS item, stage FROM fact
                             WHERE value <> 0 AND account_code = '' AND account_name = '') e
        ON e.submission_id = a.submission_id AND e.fiscal_year IS NOT DISTINCT FROM a.fiscal_year
       AND e.project = a.project AND e.item = a.item AND e.stage = a.stage
    GROUP BY a.anchor
), placed AS (
    SELECT t.* EXCLUDE (reached, unlisted), l.missing_items,
           CASE WHEN reached <> 'apart' THEN reached WHEN l.elsewhere THEN 'elsewhere'
                WHEN unlisted THEN 'unlisted' ELSE 'break' END AS verdict,
           CASE WHEN verdict IN ('conflict', 'missing', 'unlisted', 'elsewhere') THEN 'insufficient'
                ELSE verdict END AS outcome,
           width * 100 > abs(value) AS low_power
    FROM tried t LEFT JOIN lacking l USING (anchor)
), best AS (
    -- at one place: the document with its project, the account and the source
    SELECT arg_min(anchor, list_position(['exact', 'rounding', 'break', 'insufficient'], outcome) * 1000 + ordinal) AS anchor
    FROM placed WHERE NOT alone
    GROUP BY family, fact_no >> 16, fact_no & 15, stage, fund
)
SELECT * EXCLUDE (fact_no, identity, family, alone, stage, fund, value)
FROM placed WHERE alone OR anchor IN (SELECT anchor FROM best)
