-- id: accounts.missing_table
-- severity: error
-- title: 缺少决算表
-- basis: 部门（单位）决算应包括九张标准表，没有数据的也应保留空表；名册“通知”表可另定必报的表
-- advice: 请单位补报缺少的表；没有数据的，补报空表并注明。
WITH required AS (
    SELECT y.fiscal_year, 'final_accounts.t' || k.number AS form
    FROM (SELECT DISTINCT fiscal_year FROM submissions WHERE list_contains(document_kinds, 'final_accounts')) y
    LEFT JOIN registry_notices n ON n.fiscal_year = y.fiscal_year
    CROSS JOIN (SELECT unnest(range(1, 10)) AS number) k
    -- the table of state capital is published since the accounts of 2020
    WHERE CASE WHEN n.required_tables IS NULL THEN k.number <> 8 OR y.fiscal_year >= 2020
               ELSE list_contains(regexp_extract_all(n.required_tables, '[0-9]+'), CAST(k.number AS VARCHAR)) END
), files AS (
    SELECT s.submission_id, s.unit_code, s.fiscal_year, s.scope, s.ocr_page_count > 0 AS scanned,
           EXISTS (SELECT 1 FROM problems p WHERE p.submission_id = s.submission_id
                   AND p.code IN ('page_failed', 'unread_picture', 'hidden_content')) AS partly
    FROM submissions s
    WHERE s.status <> 'refused' AND list_contains(s.document_kinds, 'final_accounts')
), counts AS (
    SELECT fiscal_year, count(*) AS wanted FROM required GROUP BY fiscal_year
), units AS (
    SELECT unit_code, fiscal_year, scope, bool_or(scanned) AS scanned, bool_or(partly) AS partly,
           list(submission_id ORDER BY submission_id) AS submission_ids
    FROM files GROUP BY ALL
), seen AS (
    SELECT DISTINCT unit_code, fiscal_year, scope, form FROM live_forms WHERE form LIKE 'final_accounts.%'
), strange AS (
    -- a table that no form explains may be the one that is looked for
    SELECT unit_code, fiscal_year, scope, count(*) AS tables FROM live_forms
    WHERE form IS NULL AND list_contains(document_kinds, 'final_accounts')
      AND (regexp_matches(title, '决算|收入|支出|收支|基金|国有资本|三公') OR (numbers >= 6 AND NOT ends_with(title, '表')))
    GROUP BY ALL
), judged AS (
    SELECT u.*, r.form, coalesce(g.tables, 0) AS strange,
           bool_or(s.form = r.form) AS present, count(DISTINCT s.form) AS tables, c.wanted
    FROM units u JOIN required r ON r.fiscal_year IS NOT DISTINCT FROM u.fiscal_year
    JOIN counts c ON c.fiscal_year IS NOT DISTINCT FROM u.fiscal_year
    LEFT JOIN seen s ON s.unit_code IS NOT DISTINCT FROM u.unit_code AND s.fiscal_year IS NOT DISTINCT FROM u.fiscal_year
        AND (s.scope IS NOT DISTINCT FROM u.scope OR s.scope IS NULL OR u.scope IS NULL)
    LEFT JOIN strange g ON g.unit_code IS NOT DISTINCT FROM u.unit_code AND g.fiscal_year IS NOT DISTINCT FROM u.fiscal_year
        AND g.scope IS NOT DISTINCT FROM u.scope
    GROUP BY ALL
)
SELECT unit_code, fiscal_year, concat_ws('/', form, scope) AS binding,
       CASE WHEN present THEN 'exact' WHEN tables * 2 <= wanted OR scanned OR partly OR strange > 0 THEN 'insufficient'
            ELSE 'break' END AS outcome,
       CASE WHEN present THEN NULL WHEN tables = 0 THEN '没有认出任何一张决算表（可能是扫描件、图片，或只有文字说明）'
            WHEN tables * 2 <= wanted THEN '只认出' || tables || '张决算表，可能只是材料的一部分'
            WHEN scanned THEN '有扫描页，可能没有认出' WHEN partly THEN '文件有未读出的页、图片或隐藏内容'
            WHEN strange > 0 THEN '有' || strange || '张表没有认出' END AS reason,
       [] AS figure_ids, submission_ids,
       '应有' || wanted || '张决算表，收到' || tables || '张，缺少《' || named('form', form) || '》；没有数据的表也应保留并注明。' AS message
FROM judged
