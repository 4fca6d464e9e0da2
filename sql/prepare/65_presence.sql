-- comment: per binding, which terms are there and what is assumed of the others
CREATE TEMP TABLE presence AS
SELECT c.anchor, count(*) AS found, count(*) FILTER (c.numbered) AS numbered,
       count(*) FILTER (s.absent = 'insufficient') AS needed, count(*) FILTER (s.absent = 'soft') AS soft,
       count(*) FILTER (s.absent = 'nil') AS nil,
       bool_or(c.alternative = 2 AND c.found < s.children) AS partial
FROM chosen c
JOIN identities i ON i.ordinal = c.anchor % 1000
JOIN identity_slots s ON s.identity = i.identity AND s.slot = c.slot
GROUP BY c.anchor
