-- comment: per binding, which terms are there and what is assumed of the others
-- last: chosen identity_slots
CREATE TEMP TABLE presence AS
SELECT a.anchor,
       count(c.slot) AS found,
       count(*) FILTER (c.numbered) AS numbered,
       bool_or(s.absent = 'insufficient' AND c.slot IS NULL) AS missing,
       string_agg(coalesce(n.name, s.item), '、' ORDER BY s.slot)
           FILTER (s.absent = 'insufficient' AND c.slot IS NULL) AS missing_items,
       bool_or(c.slot IS NOT NULL AND c.alternative = 2 AND c.found < s.children) AS partial,
       bool_or(s.absent = 'soft' AND c.slot IS NULL) AS soft,
       -- what is not printed here but elsewhere in the document does not count as nothing; the
       -- text of final accounts leaves the carry-over to its tables, a grand total contains it
       bool_or(s.absent = 'nil' AND c.slot IS NULL
               AND (e.item IS NOT NULL OR a.place = 'narrative.final_accounts')) AS elsewhere,
       bool_or(c.slot IS NULL OR NOT c.numbered
               OR (c.alternative = 2 AND c.found < s.children)) AS assumed
FROM anchors a
JOIN identity_slots s ON s.identity = a.identity
LEFT JOIN chosen c ON c.anchor = a.anchor AND c.slot = s.slot
LEFT JOIN names n ON n.kind = 'item' AND n.code = s.item
LEFT JOIN (SELECT DISTINCT submission_id, fiscal_year, project,
                  if(item LIKE 'grand_total.%', 'carryover.opening', item) AS item, stage FROM fact
           WHERE value <> 0 AND account_code = '' AND account_name = '') e
    ON e.submission_id = a.submission_id AND e.fiscal_year IS NOT DISTINCT FROM a.fiscal_year
   AND e.project = a.project AND e.item = s.item AND e.stage = a.stage
GROUP BY a.anchor
