-- comment: what units print beside what the bureau booked, for every stage of the ledger
CREATE TEMP TABLE ledger_results AS
WITH booked AS (
    SELECT unit_code, fiscal_year, unnest([
               {stage: 'initial_budget', label: '年初预算', booked: initial_budget},
               {stage: 'supplement', label: '追加（调整）', booked: supplement},
               {stage: 'final', label: '决算', booked: final}], recursive := true)
    FROM registry_ledger
), stated AS (
    SELECT *, row_number() OVER preferred AS rank, first_value(item) OVER preferred AS first_item,
           first_value(low) OVER preferred AS first_low, first_value(high) OVER preferred AS first_high
    FROM fact
    WHERE account_code = '' AND account_name = '' AND project = '' AND fund IN ('', 'all')
      AND value IS NOT NULL AND scope IS DISTINCT FROM 'department'
      AND (item = 'expenditure.total' OR (item = 'revenue.total' AND stage = 'supplement'))
    WINDOW preferred AS (
        PARTITION BY unit_code, fiscal_year, stage
        ORDER BY item, coalesce(list_position(['final_accounts', 'budget', 'base_data_table', 'narrative'], source), 9),
                 high - low, submission_id)
), printed AS (
    -- the same amount with more digits elsewhere: a table of whole 千元 beside a text in 元
    SELECT * FROM stated
    WHERE rank = 1 OR (item = first_item AND low >= first_low AND high <= first_high AND NOT conflict AND NOT doubtful)
    QUALIFY row_number() OVER (PARTITION BY unit_code, fiscal_year, stage ORDER BY high - low, rank) = 1
), compared AS (
    SELECT *, CASE WHEN booked % 100 = 0 THEN 50 ELSE 0.5 END AS half FROM booked WHERE booked IS NOT NULL
)
SELECT l.stage, l.unit_code, l.fiscal_year, 'ledger/' || l.stage AS binding,
       CASE WHEN p.value IS NULL OR p.conflict OR p.doubtful THEN 'insufficient' WHEN p.value = l.booked THEN 'exact'
            WHEN p.low <= l.booked + l.half AND l.booked - l.half <= p.high THEN 'rounding' ELSE 'break' END AS outcome,
       CASE WHEN p.value IS NULL THEN '单位没有印' || l.label WHEN p.conflict THEN '单位所印前后不一致'
            WHEN p.doubtful THEN '单位所印数字识别存疑' END AS reason,
       CAST(l.booked AS DECIMAL(24, 4)) AS expected, CAST(p.value AS DECIMAL(24, 4)) AS actual,
       CAST(p.value - l.booked AS DECIMAL(24, 4)) AS difference, coalesce(p.figure_ids, []) AS figure_ids,
       CASE WHEN p.submission_id IS NULL THEN [] ELSE [p.submission_id] END AS submission_ids,
       named('source', p.source) || '支出' || l.label || '印为“' || p.printed || '”，财政台账为' || amount(l.booked, 'CNY', '万元') || '，相差'
       || amount(p.value - l.booked, 'CNY', '万元') || '。' AS message
FROM compared l
LEFT JOIN printed p ON p.unit_code = l.unit_code AND p.fiscal_year = l.fiscal_year AND p.stage = l.stage
