-- comment: the right side of each broken identity in words, with every operand as printed
CREATE TEMP TABLE formulas AS
SELECT t.anchor,
       ltrim(string_agg(
           CASE WHEN weight < 0 THEN '－' ELSE '＋' END
           || CASE WHEN stage_override IS NULL THEN '' ELSE coalesce(s.name, stage_override) END
           || coalesce(i.name, t.item) || coalesce(printed, '（空）'),
           '' ORDER BY slot, position), '＋') AS words
FROM terms t
SEMI JOIN identity_verdicts j ON j.anchor = t.anchor AND j.outcome = 'break'
LEFT JOIN names i ON i.kind = 'item' AND i.code = t.item
LEFT JOIN names s ON s.kind = 'stage' AND s.code = t.stage_override
GROUP BY t.anchor
