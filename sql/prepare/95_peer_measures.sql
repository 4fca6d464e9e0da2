-- comment: measures of a unit that peers of its category are held beside
CREATE TEMP TABLE peer_measures AS
WITH picked AS (
    SELECT unit_code, fiscal_year, item, stage, value, printed, printed_unit, figure_ids, submission_id
    FROM fact
    WHERE unit_code IS NOT NULL AND value IS NOT NULL AND NOT conflict AND NOT doubtful AND project = ''
      AND account_code = '' AND account_name = '' AND scope IS DISTINCT FROM 'department'
      AND ((item = 'expenditure.total' AND fund IN ('', 'all') AND stage IN ('initial_budget', 'supplement', 'adjusted_budget', 'final'))
           OR (item = 'revenue.total' AND fund IN ('', 'all') AND stage = 'supplement')
           OR (item = 'three_public.total' AND stage IN ('final', 'prior_final'))
           OR (item IN ('expenditure.basic.public', 'staff.in_service') AND stage = 'final'))
    QUALIFY row_number() OVER (
        PARTITION BY unit_code, fiscal_year, item, stage
        ORDER BY coalesce(list_position(['final_accounts', 'budget', 'base_data_table', 'narrative'], source), 9),
                 high - low, submission_id) = 1
), spent AS (
    SELECT f.unit_code, f.fiscal_year, f.value AS final, coalesce(a.value, i.value + coalesce(s.value, r.value)) AS budget,
           f.figure_ids || coalesce(a.figure_ids, i.figure_ids || coalesce(s.figure_ids, r.figure_ids)) AS figure_ids,
           f.submission_id, '决算' || f.printed || '，全年预算' || coalesce(a.printed, amount(i.value + coalesce(s.value, r.value), 'CNY', '万元')) AS words
    FROM picked f
    LEFT JOIN picked a ON a.unit_code = f.unit_code AND a.fiscal_year = f.fiscal_year AND a.item = f.item AND a.stage = 'adjusted_budget'
    LEFT JOIN picked i ON i.unit_code = f.unit_code AND i.fiscal_year = f.fiscal_year AND i.item = f.item AND i.stage = 'initial_budget'
    LEFT JOIN picked s ON s.unit_code = f.unit_code AND s.fiscal_year = f.fiscal_year AND s.item = f.item AND s.stage = 'supplement'
    LEFT JOIN picked r ON r.unit_code = f.unit_code AND r.fiscal_year = f.fiscal_year AND r.item = 'revenue.total'
    WHERE f.item = 'expenditure.total' AND f.stage = 'final'
), heads AS (
    SELECT f.*, h.value AS heads, h.printed AS heads_printed, h.figure_ids AS heads_ids
    FROM picked f JOIN picked h ON h.unit_code = f.unit_code AND h.fiscal_year = f.fiscal_year AND h.item = 'staff.in_service'
    WHERE f.item = 'expenditure.basic.public' AND h.value > 0
), years AS (
    -- last year's as this year's file prints it, else as last year's file did
    SELECT f.unit_code, f.fiscal_year, f.value, coalesce(p.value, b.value) AS before, f.submission_id,
           f.figure_ids || coalesce(p.figure_ids, b.figure_ids) AS figure_ids,
           '决算' || f.printed || '，上年决算' || coalesce(p.printed, b.printed) AS words
    FROM picked f
    LEFT JOIN picked p ON p.unit_code = f.unit_code AND p.fiscal_year = f.fiscal_year AND p.item = f.item AND p.stage = 'prior_final'
    LEFT JOIN picked b ON b.unit_code = f.unit_code AND b.fiscal_year = f.fiscal_year - 1 AND b.item = f.item AND b.stage = 'final'
    WHERE f.item = 'three_public.total' AND f.stage = 'final'
)
-- scale: where measures are compared; what grows by factors (amounts a head, changes) by its logarithm
-- above: only more than the peers is worth a look
-- far: less than this from the median is no outlier, however alike the peers are
SELECT 'outlier.execution_rate' AS check_id, unit_code, fiscal_year, percent_of(final, budget) AS value,
       CAST(percent_of(final, budget) AS DECIMAL(24, 6)) AS scale, 20::DECIMAL(9, 4) AS far, false AS above,
       '%' AS unit, '支出执行率' AS label, words, figure_ids, submission_id
FROM spent WHERE budget > 0 AND final >= 0
UNION ALL
SELECT 'outlier.three_public_change', unit_code, fiscal_year, percent_of(value, before) - 100,
       -- a small change is no outlier, but it is what peers do
       CAST(ln(percent_of(value, before)) AS DECIMAL(24, 6)), CASE WHEN abs(value - before) >= 10000 THEN 0.4 ELSE 99999 END, true,
       '%', '“三公”经费比上年的增减', words, figure_ids, submission_id
FROM years WHERE before > 0 AND percent_of(value, before) > 0
UNION ALL
SELECT 'outlier.public_per_head', unit_code, fiscal_year, per_head, CAST(ln(per_head) AS DECIMAL(24, 6)), 1.1, true,
       '元', '人均公用经费', '公用经费' || printed || '，在职' || heads_printed, figure_ids || heads_ids, submission_id
FROM (SELECT *, CAST(value AS HUGEINT) // CAST(heads AS HUGEINT) AS per_head FROM heads)
WHERE per_head > 0
UNION ALL
SELECT 'outlier.score', unit_code, fiscal_year, min(score), CAST(min(score) AS DECIMAL(24, 6)), 10, false, '分', '自评总分',
       '自评表总分' || string_agg(plain(score), '、' ORDER BY project), list(indicator_id ORDER BY indicator_id), any_value(submission_id)
FROM scored WHERE is_total AND score BETWEEN 0 AND 100 AND assurance <> 'doubtful' AND unit_code IS NOT NULL
GROUP BY unit_code, fiscal_year
