-- comment: each measure beside the median of its category and year, and how far peers stray from it
-- last: peer_measures
CREATE TEMP TABLE outlier_results AS
WITH grouped AS (
    SELECT m.* REPLACE (CAST(value AS DECIMAL(24, 4)) AS value), coalesce(u.category, '其他') AS category,
           count(*) OVER peers AS members, quantile_disc(m.scale, 0.5) OVER peers AS middle_scale,
           quantile_disc(m.scale, 0.25) OVER peers AS lower_scale, quantile_disc(m.scale, 0.75) OVER peers AS upper_scale,
           quantile_disc(CAST(m.value AS DECIMAL(24, 4)), 0.25) OVER peers AS lower,
           quantile_disc(CAST(m.value AS DECIMAL(24, 4)), 0.5) OVER peers AS middle,
           quantile_disc(CAST(m.value AS DECIMAL(24, 4)), 0.75) OVER peers AS upper
    FROM peer_measures m JOIN registry_units u ON u.unit_code = m.unit_code
    WINDOW peers AS (PARTITION BY m.check_id, m.fiscal_year, coalesce(u.category, '其他'))
), strayed AS (
    SELECT *, abs(scale - middle_scale) AS distance,
           quantile_disc(abs(scale - middle_scale), 0.5) OVER (PARTITION BY check_id, fiscal_year, category) AS usual
    FROM grouped
)
SELECT check_id, unit_code, fiscal_year, 'peers/' || category AS binding,
       CASE WHEN members < 8 THEN 'insufficient'
            -- 5.2 times the median distance is 3.5 standard deviations of a bell curve; where peers lean to one
            -- side, their quarters say how far
            WHEN distance > usual * 5.2::DECIMAL(2, 1) AND distance >= far
                 AND (scale - upper_scale > (upper_scale - lower_scale) * 1.5::DECIMAL(2, 1)
                      OR NOT above AND lower_scale - scale > (upper_scale - lower_scale) * 1.5::DECIMAL(2, 1)) THEN 'break' ELSE 'exact' END AS outcome,
       CASE WHEN members < 8 THEN '同类单位不足8个，不作比较' END AS reason,
       middle AS expected, value AS actual, value - middle AS difference, figure_ids, [submission_id] AS submission_ids,
       label || plain(value) || unit || '（' || words || '），' || category || '类' || members || '个单位的中位数为' || plain(middle) || unit
       || '，半数单位在' || plain(lower) || unit || '与' || plain(upper) || unit || '之间，请核实。' AS message
FROM strayed
