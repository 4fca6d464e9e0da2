-- id: sum.accounts
-- severity: error
-- title: 科目类、款、项逐级相加
-- basis: 决算表中 类＝各款之和，款＝各项之和，合计＝各类之和
-- advice: 核对该科目下各行，可能有漏行或印错。
WITH columns_of_forms AS (
    -- a column of a table in a document as one number: joining on it is cheaper than on seven texts
    SELECT row_number() OVER () AS column_no, *
    FROM (SELECT DISTINCT submission_id, fiscal_year, source, form, item, stage, fund FROM live_figures
          WHERE source IN ('final_accounts', 'budget') AND form IS NOT NULL AND value IS NOT NULL AND project IS NULL
            AND (account_code IS NOT NULL OR account_name IS NULL))
), lines AS MATERIALIZED (
    SELECT k.column_no, coalesce(f.account_code, '') AS code, count(*) AS times, min(f.figure_id) AS figure_id,
           arg_min(f.value, f.figure_id) AS value, arg_min(f.value - f.half_unit, f.figure_id) AS low,
           arg_min(f.value + f.half_unit, f.figure_id) AS high, bool_or(f.assurance = 'doubtful') AS doubtful
    FROM live_figures f
    JOIN columns_of_forms k ON k.submission_id = f.submission_id AND k.fiscal_year IS NOT DISTINCT FROM f.fiscal_year
        AND k.source = f.source AND k.form = f.form AND k.item = f.item AND k.stage IS NOT DISTINCT FROM f.stage
        AND k.fund IS NOT DISTINCT FROM f.fund
    WHERE f.value IS NOT NULL AND f.project IS NULL AND (f.account_code IS NOT NULL OR f.account_name IS NULL)
    GROUP BY k.column_no, f.account_code
), nameless AS (
    SELECT DISTINCT submission_id, form FROM live_figures
    WHERE account_code IS NULL AND account_name IS NOT NULL AND form IS NOT NULL
), steps AS MATERIALIZED (
    SELECT c.*, p.code AS parent
    FROM (SELECT *, CASE WHEN length(code) > 3 THEN left(code, length(code) - 2) WHEN code LIKE '2%' THEN '' END AS above
          FROM lines WHERE length(code) IN (3, 5, 7)) c
    JOIN lines p ON p.column_no = c.column_no AND p.code = c.above
), sums AS (
    SELECT column_no, parent, sum(value) AS value, sum(low) AS low, sum(high) AS high, count(*) AS children,
           max(times) AS times, list(figure_id ORDER BY code) AS ids, bool_or(doubtful) AS doubtful
    FROM steps GROUP BY column_no, parent
), judged AS MATERIALIZED (
    SELECT p.* EXCLUDE (times, doubtful), s.value AS expected, s.low AS sum_low, s.high AS sum_high, s.children, s.ids,
           s.times > 1 OR p.times > 1 AS again, s.doubtful OR p.doubtful AS doubtful,
           k.* EXCLUDE (column_no), n.form IS NOT NULL AS nameless,
           CASE WHEN nameless OR again THEN 'insufficient' WHEN s.value = p.value THEN 'exact'
                WHEN s.low <= p.high AND p.low <= s.high THEN 'rounding' ELSE 'break' END AS outcome
    FROM lines p JOIN sums s ON s.column_no = p.column_no AND s.parent = p.code
    JOIN columns_of_forms k ON k.column_no = p.column_no
    LEFT JOIN nameless n ON n.submission_id = k.submission_id AND n.form = k.form
), words AS (
    SELECT j.figure_id, string_agg(shown(f.printed, f.printed_unit), '＋' ORDER BY t.code) AS words
    FROM judged j JOIN steps t ON t.column_no = j.column_no AND t.parent = j.code
    JOIN live_figures f ON f.figure_id = t.figure_id
    WHERE j.outcome = 'break' AND j.children <= 6 GROUP BY j.figure_id
)
SELECT f.unit_code, j.fiscal_year,
       concat_ws('/', j.form, j.item, j.stage, f.scope, j.fund, coalesce(nullif(j.code, ''), '合计')) AS binding, outcome,
       CASE WHEN nameless THEN '表中有的行没有科目编码' WHEN again THEN '同一科目印有多行' END AS reason,
       CAST(j.expected AS DECIMAL(24, 4)) AS expected, CAST(j.value AS DECIMAL(24, 4)) AS actual,
       CAST(j.value - j.expected AS DECIMAL(24, 4)) AS difference,
       CAST((sum_high - sum_low + high - low) * 0.5::DECIMAL(2, 1) AS DECIMAL(24, 6)) AS tolerance,
       (sum_high - sum_low + high - low) * 100 > abs(j.value) AS low_power,
       [j.figure_id] || j.ids AS figure_ids, [j.submission_id] AS submission_ids,
       CASE WHEN outcome = 'break' THEN
       '《' || named('form', j.form) || '》' || coalesce(named('stage', j.stage), '') || named('item', j.item) || '：'
       || coalesce(f.account_code || ' ' || f.account_name, '合计') || '印为“' || shown(f.printed, f.printed_unit)
       || '”，下级' || j.children || '行之和 ' || coalesce(w.words, '') || '＝' || amount(j.expected, 'CNY', f.printed_unit)
       || '，相差' || amount(j.value - j.expected, 'CNY', f.printed_unit)
       || CASE WHEN j.doubtful THEN '（含识别存疑的数字）' ELSE '' END || '。' END AS message
FROM judged j JOIN live_figures f ON f.figure_id = j.figure_id LEFT JOIN words w ON w.figure_id = j.figure_id
