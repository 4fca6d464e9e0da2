-- id: conflict.across_documents
-- severity: error
-- title: 同一数字在不同材料中不一
-- basis: 同一单位同一年度、口径相同的事实，在各份材料中按所印位数的区间应当相交
-- advice: 核对各份材料，以决算报表为准更正。
WITH whole AS (
    SELECT *, CASE WHEN item LIKE 'three_public%' THEN '' ELSE fund END AS one_fund FROM fact
    WHERE value IS NOT NULL AND NOT doubtful AND project = '' AND account_code = '' AND account_name = ''
      AND unit_code IS NOT NULL AND stage <> ''
), several AS (
    SELECT unit_code, fiscal_year, scope, item, stage, one_fund FROM whole
    GROUP BY ALL HAVING min(submission_id) <> max(submission_id)
), printings AS (
    -- words and lists only of what several files print
    SELECT w.unit_code, w.fiscal_year, w.scope, w.item, w.stage, w.one_fund AS fund, min(value) AS least_value, max(value) AS most_value,
           max(low) AS low, min(high) AS high, flatten(list(figure_ids ORDER BY submission_id, source)) AS figure_ids,
           list(DISTINCT submission_id ORDER BY submission_id) AS submission_ids, bool_or(conflict) AS conflict,
           string_agg(DISTINCT named('source', source) || '“' || printed || '”', '、' ORDER BY named('source', source) || '“' || printed || '”') AS words
    FROM whole w SEMI JOIN several v ON v.unit_code = w.unit_code AND v.fiscal_year IS NOT DISTINCT FROM w.fiscal_year
        AND v.scope IS NOT DISTINCT FROM w.scope AND v.item = w.item AND v.stage = w.stage AND v.one_fund = w.one_fund
    GROUP BY w.unit_code, w.fiscal_year, w.scope, w.item, w.stage, w.one_fund
)
SELECT unit_code, fiscal_year, concat_ws('/', item, stage, scope, nullif(fund, '')) AS binding,
       CASE WHEN conflict THEN 'insufficient' WHEN low > high THEN 'break' WHEN least_value = most_value THEN 'exact'
            ELSE 'rounding' END AS outcome,
       CASE WHEN conflict THEN '一份材料内部已不一致' END AS reason,
       CAST(least_value AS DECIMAL(24, 4)) AS expected, CAST(most_value AS DECIMAL(24, 4)) AS actual,
       CAST(most_value - least_value AS DECIMAL(24, 4)) AS difference, figure_ids, submission_ids,
       named('stage', stage) || named('item', item) || coalesce('（' || named('fund', nullif(fund, '')) || '）', '')
       || '在不同材料中不一：' || words || '。' AS message
FROM printings
