-- id: continuity.prior_final
-- severity: error
-- title: 本年所印的上年决算与上年的决算
-- basis: 本年材料所印的上年决算数＝上年材料的决算数（口径相同）
-- advice: 核对上年决算。
SELECT b.unit_code, b.fiscal_year, concat_ws('/', b.item, 'prior_final', b.place, b.scope, nullif(b.fund, '')) AS binding,
       CASE WHEN a.conflict OR b.conflict OR a.doubtful OR b.doubtful THEN 'insufficient' WHEN a.value = b.value THEN 'exact'
            WHEN a.low <= b.high AND b.low <= a.high THEN 'rounding' ELSE 'break' END AS outcome,
       CASE WHEN a.conflict OR b.conflict OR a.doubtful OR b.doubtful THEN '所用数字不一致或存疑' END AS reason,
       CAST(a.value AS DECIMAL(24, 4)) AS expected, CAST(b.value AS DECIMAL(24, 4)) AS actual,
       CAST(b.value - a.value AS DECIMAL(24, 4)) AS difference, b.figure_ids || a.figure_ids AS figure_ids,
       [b.submission_id, a.submission_id] AS submission_ids,
       b.fiscal_year || '年材料印上年' || named('item', b.item) || '决算为“' || b.printed || '”，' || a.fiscal_year || '年材料印决算为“'
       || a.printed || '”，相差' || amount(b.value - a.value, 'CNY', b.printed_unit) || '。' AS message
FROM fact b JOIN fact a ON a.unit_code = b.unit_code AND a.fiscal_year = b.fiscal_year - 1 AND a.item = b.item
    AND a.fund = b.fund AND a.scope IS NOT DISTINCT FROM b.scope AND a.stage = 'final' AND a.place = b.place
    AND a.project = b.project AND a.account_code = '' AND a.account_name = '' AND a.value IS NOT NULL
WHERE b.stage = 'prior_final' AND b.account_code = '' AND b.account_name = '' AND b.value IS NOT NULL
