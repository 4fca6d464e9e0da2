-- id: ledger.supplement
-- severity: error
-- title: 追加（调整）与财政台账
-- needs: registry_units registry_ledger
-- basis: 单位所印的支出追加（调整）应与财政台账一致（台账以万元登记，按两位小数的区间比较）
-- advice: 核对预算指标文件与单位材料。
WITH printed AS (
    SELECT * FROM fact
    WHERE stage = 'supplement' AND account_code = '' AND account_name = '' AND project = '' AND fund IN ('', 'all')
      AND value IS NOT NULL AND scope IS DISTINCT FROM 'department'
      AND (item = 'expenditure.total' OR (item = 'revenue.total' AND stage = 'supplement'))
    QUALIFY row_number() OVER (
        PARTITION BY unit_code, fiscal_year
        ORDER BY item, coalesce(list_position(['final_accounts', 'budget', 'base_data_table', 'narrative'], source), 9),
                 high - low, submission_id) = 1
), booked AS (
    SELECT *, supplement AS booked, CASE WHEN supplement % 100 = 0 THEN 50 ELSE 0.5 END AS half
    FROM registry_ledger WHERE supplement IS NOT NULL
)
SELECT l.unit_code, l.fiscal_year, 'ledger/supplement' AS binding,
       CASE WHEN p.value IS NULL OR p.conflict OR p.doubtful THEN 'insufficient' WHEN p.value = l.booked THEN 'exact'
            WHEN p.low <= l.booked + l.half AND l.booked - l.half <= p.high THEN 'rounding' ELSE 'break' END AS outcome,
       CASE WHEN p.value IS NULL THEN '单位没有印追加（调整）' WHEN p.conflict THEN '单位所印前后不一致'
            WHEN p.doubtful THEN '单位所印数字识别存疑' END AS reason,
       CAST(l.booked AS DECIMAL(24, 4)) AS expected, CAST(p.value AS DECIMAL(24, 4)) AS actual,
       CAST(p.value - l.booked AS DECIMAL(24, 4)) AS difference, coalesce(p.figure_ids, []) AS figure_ids,
       CASE WHEN p.submission_id IS NULL THEN [] ELSE [p.submission_id] END AS submission_ids,
       named('source', p.source) || '支出追加（调整）印为“' || p.printed || '”，财政台账为' || amount(l.booked, 'CNY', '万元') || '，相差'
       || amount(p.value - l.booked, 'CNY', '万元') || '。' AS message
FROM booked l LEFT JOIN printed p ON p.unit_code = l.unit_code AND p.fiscal_year = l.fiscal_year
