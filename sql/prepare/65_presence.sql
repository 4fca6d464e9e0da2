-- comment: per binding, which terms are there and what is assumed of the others
CREATE TEMP TABLE presence AS
SELECT a.anchor,
       count(c.slot) AS found,
       count(*) FILTER (c.numbered) AS numbered,
       bool_or(s.absent = 'insufficient' AND c.slot IS NULL) AS missing,
       string_agg(coalesce(n.name, s.item), '、' ORDER BY s.slot)
           FILTER (s.absent = 'insufficient' AND c.slot IS NULL) AS missing_items,
       bool_or(c.slot IS NOT NULL AND c.alternative = 2 AND c.found < s.children) AS partial,
       bool_or(s.absent = 'soft' AND c.slot IS NULL) AS soft,
       bool_or(c.slot IS NULL OR NOT c.numbered
               OR (c.alternative = 2 AND c.found < s.children)) AS assumed
FROM anchors a
JOIN identity_slots s ON s.identity = a.identity
LEFT JOIN chosen c ON c.anchor = a.anchor AND c.slot = s.slot
LEFT JOIN names n ON n.kind = 'item' AND n.code = s.item
GROUP BY a.anchor
