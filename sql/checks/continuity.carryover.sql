-- id: continuity.carryover
-- severity: error
-- title: 上年年末结转与本年年初结转
-- basis: 上年决算的年末结转和结余＝本年的年初结转和结余（口径相同）
-- advice: 核对两年决算；因审计、财政收回等调整的，请单位说明。
SELECT b.unit_code, b.fiscal_year, concat_ws('/', 'carryover.opening', b.scope, nullif(b.fund, '')) AS binding,
       CASE WHEN a.conflict OR b.conflict OR a.doubtful OR b.doubtful THEN 'insufficient' WHEN a.value = b.value THEN 'exact'
            WHEN a.low <= b.high AND b.low <= a.high THEN 'rounding' ELSE 'break' END AS outcome,
       CASE WHEN a.conflict OR b.conflict OR a.doubtful OR b.doubtful THEN '所用数字不一致或存疑' END AS reason,
       CAST(a.value AS DECIMAL(24, 4)) AS expected, CAST(b.value AS DECIMAL(24, 4)) AS actual,
       CAST(b.value - a.value AS DECIMAL(24, 4)) AS difference, b.figure_ids || a.figure_ids AS figure_ids,
       [b.submission_id, a.submission_id] AS submission_ids,
       b.fiscal_year || '年年初结转和结余为“' || b.printed || '”，' || a.fiscal_year || '年年末结转和结余为“' || a.printed || '”，相差'
       || amount(b.value - a.value, 'CNY', b.printed_unit) || '。' AS message
FROM fact b JOIN fact a ON a.unit_code = b.unit_code AND a.fiscal_year = b.fiscal_year - 1 AND a.source = b.source
    AND a.fund = b.fund AND a.scope IS NOT DISTINCT FROM b.scope AND a.item = 'carryover.closing' AND a.stage = b.stage
    AND a.account_code = '' AND a.account_name = '' AND a.value IS NOT NULL
WHERE b.item = 'carryover.opening' AND b.stage = 'final' AND b.account_code = '' AND b.account_name = '' AND b.value IS NOT NULL
  AND b.source = 'final_accounts'
