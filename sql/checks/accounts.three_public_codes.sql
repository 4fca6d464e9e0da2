-- id: accounts.three_public_codes
-- severity: error
-- title: 基本支出科目大于“三公”经费
-- basis: 基本支出明细中因公出国（境）30212、公务接待30217、公务用车运行30231、公务用车购置31013只是基本支出的部分，不应大于“三公”经费决算
-- advice: 核对基本支出明细表与“三公”经费表。
WITH pairs AS (
    SELECT unnest(['30212', '30217', '30231', '31013']) AS code,
           unnest(['three_public.overseas', 'three_public.reception', 'three_public.vehicle.operation',
                   'three_public.vehicle.purchase']) AS item
)
SELECT a.unit_code, a.fiscal_year, concat_ws('/', a.account_code, t.item, a.scope) AS binding,
       CASE WHEN a.conflict OR t.conflict THEN 'insufficient' WHEN a.low > t.high THEN 'break' ELSE 'exact' END AS outcome,
       CASE WHEN a.conflict OR t.conflict THEN '所用数字前后不一致' END AS reason,
       CAST(t.value AS DECIMAL(24, 4)) AS expected, CAST(a.value AS DECIMAL(24, 4)) AS actual,
       CAST(a.value - t.value AS DECIMAL(24, 4)) AS difference, a.figure_ids || t.figure_ids AS figure_ids,
       [a.submission_id] AS submission_ids,
       '基本支出明细中' || a.account_code || ' ' || a.account_name || '为“' || a.printed || '”，大于“三公”经费表中'
       || named('item', t.item) || '“' || t.printed || '”。' AS message
FROM fact a JOIN pairs p ON p.code = a.account_code
JOIN fact t ON t.submission_id = a.submission_id AND t.item = p.item AND t.stage = 'final'
    AND t.source = 'final_accounts' AND t.account_code = '' AND t.value IS NOT NULL
WHERE a.item = 'expenditure.basic' AND a.stage = 'final' AND a.source = 'final_accounts' AND a.value IS NOT NULL
  AND a.fund IN ('general_public', 'fiscal')
