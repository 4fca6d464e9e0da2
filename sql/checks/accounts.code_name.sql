-- id: accounts.code_name
-- severity: error
-- title: 科目编码与科目名称不符
-- basis: 科目编码与名称应与《政府收支分类科目》一致（含改名前的旧名称）；目录中没有的编码或名称不作判断
-- consequences: sum.accounts accounts.between_tables
-- advice: 核对该行的科目编码和名称，更正印错的一个。
WITH compared AS (
    SELECT *, replace(replace(name, '（', '('), '）', ')') AS plain_name, if(code[1] = '2', 'functional', 'economic') AS classification
    FROM accounts WHERE code <> '' AND name <> ''
), judged AS (
    SELECT p.account_no, any_value(own.name) FILTER (own.official) AS official,
           coalesce(bool_or(own.name = p.plain_name), false) AS agrees,
           any_value(own.name) IS NOT NULL AND any_value(other.code) IS NOT NULL AS known,
           min(other.code) AS other_code, count(DISTINCT other.code) AS others
    FROM compared p
    LEFT JOIN account_catalogue own ON own.classification = p.classification AND own.code = p.code
    LEFT JOIN account_catalogue other ON other.classification = p.classification AND other.name = p.plain_name
        AND length(other.code) = length(p.code)
    GROUP BY p.account_no
), printed AS NOT MATERIALIZED (
    SELECT f.*, j.* EXCLUDE (account_no), CASE WHEN j.agrees THEN 'exact' WHEN NOT j.known THEN 'unknown' END AS told
    FROM live_figures f JOIN judged j ON j.account_no = (f.fact_no >> 16) & 4194303
    WHERE f.source IN ('final_accounts', 'budget') AND f.form IS NOT NULL
), lines AS (
    -- words and lists only of what is not right
    SELECT submission_id, unit_code, fiscal_year, scope, account_code AS code, account_name AS name, official, other_code, others,
           CASE WHEN bool_or(reading = 'ocr') THEN 'scanned' ELSE 'break' END AS verdict,
           list(figure_id ORDER BY figure_id) AS figure_ids, any_value(form) AS form
    FROM printed WHERE told IS NULL
    GROUP BY ALL
), files AS (
    SELECT submission_id, unit_code, fiscal_year, told AS verdict FROM printed WHERE told IS NOT NULL GROUP BY ALL
    UNION ALL SELECT submission_id, unit_code, fiscal_year, verdict FROM lines WHERE verdict <> 'break'
)
SELECT unit_code, fiscal_year, concat_ws('/', code, name, scope) AS binding, 'break' AS outcome, NULL AS reason, figure_ids,
       [submission_id] AS submission_ids, figure_ids AS causes,
       '《' || named('form', form) || '》科目编码' || code || '印的名称是“' || name || '”，而' || code || '是“' || official || '”，“'
       || name || '”的编码是' || CASE WHEN others = 1 THEN other_code ELSE other_code || '等' END || '。' AS message
FROM lines WHERE verdict = 'break'
UNION ALL BY NAME
-- one row a file for all that agree, one for all that cannot be told
SELECT any_value(unit_code) AS unit_code, any_value(fiscal_year) AS fiscal_year, concat_ws('/', verdict, submission_id) AS binding,
       if(verdict = 'exact', 'exact', 'insufficient') AS outcome,
       CASE verdict WHEN 'unknown' THEN '科目编码或名称不在内置目录中' WHEN 'scanned' THEN '扫描件的科目名称可能读错' END AS reason,
       [] AS figure_ids, [submission_id] AS submission_ids
FROM files GROUP BY submission_id, verdict
