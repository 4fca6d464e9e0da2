-- comment: each measure beside the median of its category and year, and how far peers stray from it
-- last: peer_measures
CREATE TEMP TABLE outlier_results AS
WITH grouped AS (
    SELECT m.*, coalesce(u.category, '其他') AS category,
           count(*) OVER peers AS members, quantile_disc(m.value, 0.5) OVER peers AS middle
    FROM peer_measures m JOIN registry_units u ON u.unit_code = m.unit_code
    WINDOW peers AS (PARTITION BY m.check_id, m.fiscal_year, coalesce(u.category, '其他'))
), strayed AS (
    SELECT *, CAST(abs(value - middle) AS DECIMAL(30, 4)) AS distance,
           quantile_disc(CAST(abs(value - middle) AS DECIMAL(30, 4)), 0.5) OVER (
               PARTITION BY check_id, fiscal_year, category) AS usual
    FROM grouped
)
SELECT check_id, unit_code, fiscal_year, 'peers/' || category AS binding,
       CASE WHEN members < 8 THEN 'insufficient'
            -- 5.2 times the median distance is 3.5 standard deviations of a bell curve
            WHEN distance > usual * 5.2::DECIMAL(2, 1) AND distance >= far THEN 'break' ELSE 'exact' END AS outcome,
       CASE WHEN members < 8 THEN '同类单位不足8个，不作比较' END AS reason,
       CAST(middle AS DECIMAL(24, 4)) AS expected, CAST(value AS DECIMAL(24, 4)) AS actual,
       CAST(value - middle AS DECIMAL(24, 4)) AS difference, figure_ids, [submission_id] AS submission_ids,
       label || plain(value) || unit || '（' || words || '），' || category || '类' || members || '个单位的中位数为' || plain(middle) || unit
       || '，多数单位与中位数相差不超过' || plain(usual) || unit || '，本单位相差' || plain(distance) || unit || '，请核实。' AS message
FROM strayed
