-- id: conflict.within_document
-- severity: error
-- title: 同一数字在一份文件中前后不一
-- basis: 同一事实印出多次时，各自按所印位数的区间应当相交
-- advice: 核对各处，以决算报表为准更正；在更正之前，用到它的算式不作判断。
WITH stated AS (
    -- document, project, account, item, stage and fund as one number
    SELECT figure_no, fact_no >> 4 AS of_any_source, item
    FROM live_figures
    -- a name without its code stands under several parents: no proof of the same account
    WHERE value IS NOT NULL AND (account_code IS NOT NULL OR account_name IS NULL)
), repeated AS MATERIALIZED (
    -- words and lists only of what may be printed more than once
    SELECT figure_no FROM stated
    WHERE item LIKE 'three_public%'
       OR of_any_source IN (SELECT of_any_source FROM stated GROUP BY of_any_source HAVING count(*) > 1)
), printings AS (
    SELECT submission_id, any_value(unit_code) AS unit_code, fiscal_year, any_value(scope) AS scope,
           -- the three public expenses are one thing whatever fund label text and table give them
           item, stage, CASE WHEN item LIKE 'three_public%' THEN NULL ELSE fund END AS fund, project,
           account_code, account_name, any_value(measure) AS measure,
           count(*) AS times, min(value) AS least_value, max(value) AS most_value,
           max(value - stated_half(half_unit, half_unit_rule, printed, printed_unit)) AS low,
           min(value + stated_half(half_unit, half_unit_rule, printed, printed_unit)) AS high,
           list(figure_id ORDER BY block, row, col, char_start, figure_id) AS figure_ids,
           bool_and(source IN ('final_accounts', 'budget')) AND coalesce(min(form) <> max(form), false) AS between_tables,
           list(named('source', source) || '“' || shown(printed, printed_unit) || '”') AS words
    FROM live_figures JOIN repeated USING (figure_no)
    GROUP BY submission_id, fiscal_year, item, stage,
             CASE WHEN item LIKE 'three_public%' THEN NULL ELSE fund END, project, account_code,
             account_name
    HAVING count(*) > 1
)
SELECT unit_code, fiscal_year,
       concat_ws('/', item, stage, scope, fund, project, nullif(concat(account_code, account_name), '')) AS binding,
       CASE WHEN low > high THEN 'break' WHEN least_value = most_value THEN 'exact' ELSE 'rounding' END AS outcome,
       CAST(least_value AS DECIMAL(24, 4)) AS expected, CAST(most_value AS DECIMAL(24, 4)) AS actual,
       CAST(most_value - least_value AS DECIMAL(24, 4)) AS difference,
       false AS low_power, figure_ids, [submission_id] AS submission_ids,
       CASE WHEN low > high THEN
           coalesce(named('stage', stage), '') || coalesce('（' || nullif(concat_ws('，', project, account_name,
               named('fund', fund)), '') || '）', '') || named('item', item)
           || '在同一份文件中印有不同的数：' || array_to_string(list_sort(list_distinct(words)), '、') || '。' END AS message
FROM printings
WHERE NOT between_tables
