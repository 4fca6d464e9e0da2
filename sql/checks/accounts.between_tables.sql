-- id: accounts.between_tables
-- severity: error
-- title: 同一数字在两张决算表中不一
-- basis: 收入合计、支出合计、各科目等在各张决算表中应当一致（口径相同的才比较）
-- advice: 核对各张表，以账面为准更正。
WITH stated AS (
    -- a line in whatever table of its source as one number
    SELECT figure_no, line_no, (line_no >> 7 << 4) + (fact_no & 15) AS line
    FROM live_figures
    WHERE value IS NOT NULL AND source IN ('final_accounts', 'budget') AND form IS NOT NULL AND project IS NULL
      AND (account_code IS NOT NULL OR account_name IS NULL)
), repeated AS MATERIALIZED (
    -- words and lists only of what several tables print
    SELECT figure_no FROM stated
    SEMI JOIN (SELECT line FROM stated GROUP BY line HAVING min(line_no) <> max(line_no)) USING (line)
), printings AS (
    SELECT submission_id, any_value(unit_code) AS unit_code, fiscal_year, any_value(scope) AS scope,
           item, stage, fund, account_code, any_value(account_name) AS account_name, 
           min(value) AS least_value, max(value) AS most_value, max(value - stated_half(half_unit, half_unit_rule, printed, printed_unit)) AS low,
           min(value + stated_half(half_unit, half_unit_rule, printed, printed_unit)) AS high, list(figure_id ORDER BY form, figure_id) AS figure_ids,
           string_agg('《' || named('form', form) || '》“' || shown(printed, printed_unit) || '”', '、' ORDER BY form, figure_id) AS words
    FROM live_figures JOIN repeated USING (figure_no)
    GROUP BY submission_id, fiscal_year, source, item, stage, fund, account_code
)
SELECT unit_code, fiscal_year, concat_ws('/', item, stage, scope, fund, account_code) AS binding,
       CASE WHEN low > high THEN 'break' WHEN least_value = most_value THEN 'exact' ELSE 'rounding' END AS outcome,
       CAST(least_value AS DECIMAL(24, 4)) AS expected, CAST(most_value AS DECIMAL(24, 4)) AS actual,
       CAST(most_value - least_value AS DECIMAL(24, 4)) AS difference, figure_ids, [submission_id] AS submission_ids,
       named('item', item) || coalesce('（' || nullif(concat_ws('，', named('fund', fund), account_code, account_name), '') || '）', '')
       || '在各表中不一：' || words || '。' AS message
FROM printings
