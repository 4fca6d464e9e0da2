-- id: sum.accounts
-- severity: error
-- title: 科目类、款、项逐级相加
-- basis: 决算表中 类＝各款之和，款＝各项之和，合计＝各类之和
-- advice: 核对该科目下各行，可能有漏行或印错。
WITH lines AS (
    SELECT submission_id, any_value(unit_code) AS unit_code, fiscal_year, any_value(scope) AS scope, source, form,
           item, stage, fund, account_code, any_value(account_name) AS account_name, any_value(value) AS value,
           any_value(value - half_unit) AS low, any_value(value + half_unit) AS high, count(*) AS times,
           any_value(shown(printed, printed_unit)) AS printed, any_value(printed_unit) AS printed_unit,
           any_value(figure_id) AS figure_id, bool_or(assurance = 'doubtful') AS doubtful
    FROM live_figures
    WHERE source IN ('final_accounts', 'budget') AND form IS NOT NULL AND value IS NOT NULL AND project IS NULL
      AND (account_code IS NOT NULL OR account_name IS NULL)
    GROUP BY submission_id, fiscal_year, source, form, item, stage, fund, account_code
), nameless AS (
    SELECT DISTINCT submission_id, form FROM live_figures
    WHERE account_code IS NULL AND account_name IS NOT NULL AND form IS NOT NULL
), steps AS (
    SELECT *, length(account_code) AS digits, CASE WHEN length(account_code) = 3 THEN
               CASE WHEN account_code LIKE '2%' THEN '' END ELSE left(account_code, length(account_code) - 2) END AS parent
    FROM lines WHERE account_code IS NOT NULL AND length(account_code) IN (3, 5, 7)
), sums AS (
    SELECT submission_id, fiscal_year, source, form, item, stage, fund, parent, sum(value) AS value, sum(low) AS low,
           sum(high) AS high, count(*) AS children, max(times) AS times, list(figure_id ORDER BY account_code) AS ids,
           string_agg(printed, '＋' ORDER BY account_code) AS words, bool_or(doubtful) AS doubtful
    FROM steps WHERE parent IS NOT NULL GROUP BY ALL
)
SELECT p.unit_code, p.fiscal_year,
       concat_ws('/', p.form, p.item, p.stage, p.scope, p.fund, coalesce(p.account_code, '合计')) AS binding,
       CASE WHEN n.form IS NOT NULL OR s.times > 1 OR p.times > 1 THEN 'insufficient' WHEN s.value = p.value THEN 'exact'
            WHEN s.low <= p.high AND p.low <= s.high THEN 'rounding' ELSE 'break' END AS outcome,
       CASE WHEN n.form IS NOT NULL THEN '表中有的行没有科目编码' WHEN s.times > 1 OR p.times > 1 THEN '同一科目印有多行' END AS reason,
       CAST(s.value AS DECIMAL(24, 4)) AS expected, CAST(p.value AS DECIMAL(24, 4)) AS actual,
       CAST(p.value - s.value AS DECIMAL(24, 4)) AS difference,
       CAST((s.high - s.low + p.high - p.low) * 0.5::DECIMAL(2, 1) AS DECIMAL(24, 6)) AS tolerance,
       (s.high - s.low + p.high - p.low) * 100 > abs(p.value) AS low_power,
       [p.figure_id] || s.ids AS figure_ids, [p.submission_id] AS submission_ids,
       CASE WHEN outcome = 'break' THEN
       named('source', p.source) || '（' || p.form || '）' || named('item', p.item) || '：'
       || coalesce(p.account_code || ' ' || p.account_name, '合计') || '印为“' || p.printed || '”，下级' || s.children || '行之和 '
       || CASE WHEN s.children <= 6 THEN s.words || '＝' ELSE '＝' END || amount(s.value, 'CNY', p.printed_unit)
       || '，相差' || amount(p.value - s.value, 'CNY', p.printed_unit)
       || CASE WHEN s.doubtful OR p.doubtful THEN '（含识别存疑的数字）' ELSE '' END || '。' END AS message
FROM lines p
JOIN sums s ON s.submission_id = p.submission_id AND s.fiscal_year IS NOT DISTINCT FROM p.fiscal_year AND s.form = p.form
    AND s.source = p.source AND s.item = p.item AND s.stage IS NOT DISTINCT FROM p.stage
    AND s.fund IS NOT DISTINCT FROM p.fund AND s.parent = coalesce(p.account_code, '')
LEFT JOIN nameless n ON n.submission_id = p.submission_id AND n.form = p.form
