-- id: sum.accounts
-- severity: error
-- title: 科目类、款、项逐级相加
-- basis: 决算表中 类＝各款之和，款＝各项之和，合计＝各类之和
-- advice: 核对该科目下各行，可能有漏行或印错。
WITH codes AS MATERIALIZED (
    -- an account's code as one number, and that of the account above it
    SELECT c.code_no, p.code_no AS above_no
    FROM (SELECT DISTINCT code_no, code FROM accounts) c
    LEFT JOIN (SELECT DISTINCT code_no, code FROM accounts) p
        ON p.code = CASE WHEN length(c.code) IN (5, 7) THEN left(c.code, length(c.code) - 2)
                         WHEN length(c.code) = 3 AND c.code LIKE '2%' THEN '' END
), numbered AS MATERIALIZED (
    SELECT f.line_no AS line, f.line_no + (c.above_no - c.code_no) * 524288 AS parent,
           f.figure_no, f.figure_id, f.value, f.half_unit
    FROM live_figures f JOIN codes c ON c.code_no = (f.line_no >> 19) & 1048575
    WHERE source IN ('final_accounts', 'budget') AND form IS NOT NULL AND value IS NOT NULL AND project IS NULL
      AND (account_code IS NOT NULL OR account_name IS NULL)
), repeated AS (
    SELECT line FROM numbered GROUP BY line HAVING count(*) > 1
), lines AS MATERIALIZED (
    SELECT *, 1 AS times FROM numbered ANTI JOIN repeated USING (line)
    UNION ALL BY NAME
    SELECT line, any_value(parent) AS parent, arg_min(figure_no, figure_id) AS figure_no, min(figure_id) AS figure_id,
           arg_min(value, figure_id) AS value, arg_min(half_unit, figure_id) AS half_unit,
           count(*) AS times
    FROM numbered SEMI JOIN repeated USING (line) GROUP BY line
), sums AS (
    SELECT parent, sum(value) AS value, sum(half_unit) AS half, count(*) AS children, max(times) AS times,
           list(figure_id ORDER BY line) AS ids
    FROM lines WHERE parent IS NOT NULL GROUP BY parent
), nameless AS MATERIALIZED (
    SELECT DISTINCT submission_id, form FROM live_figures
    WHERE account_code IS NULL AND account_name IS NOT NULL AND form IS NOT NULL
), judged AS MATERIALIZED (
    SELECT p.line, p.figure_no, p.figure_id, p.value, p.value - p.half_unit AS low, p.value + p.half_unit AS high,
           s.value AS expected, s.value - s.half AS sum_low, s.value + s.half AS sum_high, s.children, s.ids,
           s.times > 1 OR p.times > 1 AS again,
           f.* EXCLUDE (figure_no), n.form IS NOT NULL AS nameless,
           CASE WHEN nameless OR again THEN 'insufficient' WHEN s.value = p.value THEN 'exact'
                WHEN s.value - s.half <= p.value + p.half_unit AND p.value - p.half_unit <= s.value + s.half THEN 'rounding'
                ELSE 'break' END AS outcome
    FROM lines p JOIN sums s ON s.parent = p.line
    JOIN (SELECT figure_no, submission_id, unit_code, fiscal_year, scope, form, item, stage, fund, account_code, account_name,
                 printed, printed_unit FROM live_figures) f USING (figure_no)
    LEFT JOIN nameless n ON n.submission_id = f.submission_id AND n.form = f.form
), words AS (
    SELECT j.line, string_agg(shown(f.printed, f.printed_unit), '＋' ORDER BY t.line) AS words
    FROM judged j JOIN lines t ON t.parent = j.line JOIN live_figures f ON f.figure_no = t.figure_no
    WHERE j.outcome = 'break' AND j.children <= 6 GROUP BY j.line
)
SELECT j.unit_code, j.fiscal_year,
       concat_ws('/', j.form, j.item, j.stage, j.scope, j.fund, coalesce(nullif(j.account_code, ''), '合计')) AS binding, outcome,
       CASE WHEN nameless THEN '表中有的行没有科目编码' WHEN again THEN '同一科目印有多行' END AS reason,
       CAST(j.expected AS DECIMAL(24, 4)) AS expected, CAST(j.value AS DECIMAL(24, 4)) AS actual,
       CAST(j.value - j.expected AS DECIMAL(24, 4)) AS difference,
       CAST((sum_high - sum_low + high - low) * 0.5::DECIMAL(2, 1) AS DECIMAL(24, 6)) AS tolerance,
       (sum_high - sum_low + high - low) * 100 > abs(j.value) AS low_power,
       [j.figure_id] || j.ids AS figure_ids, [j.submission_id] AS submission_ids,
       CASE WHEN outcome = 'break' THEN
       '《' || named('form', j.form) || '》' || coalesce(named('stage', j.stage), '') || named('item', j.item) || '：'
       || coalesce(j.account_code || ' ' || j.account_name, '合计') || '印为“' || shown(j.printed, j.printed_unit)
       || '”，下级' || j.children || '行之和 ' || coalesce(w.words, '') || '＝' || amount(j.expected, 'CNY', j.printed_unit)
       || '，相差' || amount(j.value - j.expected, 'CNY', j.printed_unit) || '。' END AS message
FROM judged j LEFT JOIN words w ON w.line = j.line
