-- id: duplicate.narrative
-- severity: warning
-- title: 两个单位的报告雷同
-- basis: 去掉数字、单位名称和各单位通用的模板语句后，两份报告六成以上语句相同
-- advice: 核实是否照抄，退回重写。
WITH sentences AS (
    SELECT unit_code, fiscal_year, submission_id,
           unnest(string_split_regex(replace(text, coalesce(unit_code, '　'), ''), '[。；！？]')) AS sentence
    FROM live_passages WHERE place = 'narrative' AND unit_code IS NOT NULL
), cleaned AS (
    SELECT DISTINCT unit_code, fiscal_year, submission_id,
           regexp_replace(sentence, '[0-9０-９.．,，、%％\s　“”"（）()]', '', 'g') AS words
    FROM sentences
), counted AS (
    SELECT *, count(DISTINCT unit_code) OVER (PARTITION BY words) AS users FROM (SELECT * FROM cleaned WHERE length(words) >= 15)
), own AS (
    -- what more than three units write is the template's
    SELECT * FROM (SELECT *, (SELECT count(DISTINCT unit_code) FROM counted) AS units FROM counted)
    WHERE users <= 3
), sizes AS (
    SELECT unit_code, fiscal_year, sum(length(words)) AS size FROM own GROUP BY ALL
), pairs AS (
    SELECT a.unit_code, a.fiscal_year, b.unit_code AS other, sum(length(a.words)) AS shared,
           list(DISTINCT a.submission_id ORDER BY a.submission_id) || list(DISTINCT b.submission_id ORDER BY b.submission_id) AS submission_ids,
           arg_max(a.words, length(a.words)) AS sample, count(*) AS times
    FROM own a JOIN own b ON b.words = a.words AND b.fiscal_year IS NOT DISTINCT FROM a.fiscal_year AND a.unit_code < b.unit_code
    GROUP BY a.unit_code, a.fiscal_year, b.unit_code
)
SELECT p.unit_code, p.fiscal_year, 'narrative/' || p.other AS binding,
       CASE WHEN p.shared * 100 >= 60 * least(x.size, y.size) AND p.shared >= 100 THEN 'break' ELSE 'exact' END AS outcome,
       CAST(p.shared AS DECIMAL(24, 4)) AS actual, CAST(least(x.size, y.size) AS DECIMAL(24, 4)) AS expected,
       [] AS figure_ids, p.submission_ids,
       '与“' || coalesce((SELECT max(s.unit_name) FROM submissions s WHERE s.unit_code = p.other), p.other) || '”的报告有' || p.times || '句、共' || p.shared || '字相同，如“' || left(p.sample, 60) || '”。' AS message
FROM pairs p
JOIN sizes x ON x.unit_code = p.unit_code AND x.fiscal_year IS NOT DISTINCT FROM p.fiscal_year
JOIN sizes y ON y.unit_code = p.other AND y.fiscal_year IS NOT DISTINCT FROM p.fiscal_year
