-- id: score.ratio
-- severity: hint
-- title: 得分与完成比例
-- basis: 未完成的指标按完成比例计分：正向 实际÷目标×分值，反向 目标÷实际×分值或按超出比例扣分
-- advice: 请单位说明计分办法；单位自行取整的，属提示。
WITH judged AS (
    SELECT *, CASE WHEN lower_is_better AND actual > target AND actual > 0
                   THEN CAST(percent_of(target, actual) * CAST(points AS DECIMAL(8, 4)) * 0.01::DECIMAL(3, 2) AS DECIMAL(24, 4))
                   WHEN lower_is_better OR actual >= target THEN CAST(points AS DECIMAL(24, 4))
                   ELSE CAST(percent_of(actual, target) * CAST(points AS DECIMAL(8, 4)) * 0.01::DECIMAL(3, 2) AS DECIMAL(24, 4)) END AS expected
    FROM rated
    WHERE points > 0 AND points < 1000 AND target > 0 AND actual >= 0
), measured AS (
    SELECT *, CASE WHEN lower_is_better AND actual > target
                   THEN (score - half) * actual <= points * target
                        AND points * target <= (score + half) * actual
                     OR (score - half) * target <= points * greatest(2 * target - actual, 0)
                        AND points * greatest(2 * target - actual, 0) <= (score + half) * target
                   WHEN lower_is_better OR actual >= target THEN score = points
                   ELSE (score - half) * target <= points * actual
                        AND points * actual <= (score + half) * target END AS holds
    FROM judged
)
SELECT unit_code, fiscal_year, binding,
       CASE WHEN score IS NULL OR bounded THEN 'insufficient' WHEN score = expected THEN 'exact'
            WHEN holds THEN 'rounding' ELSE 'break' END AS outcome,
       CASE WHEN bounded THEN '实际完成值是范围，不是数值' WHEN score IS NULL THEN '没有印得分' END AS reason,
       expected, CAST(score AS DECIMAL(24, 4)) AS actual, CAST(score - expected AS DECIMAL(24, 4)) AS difference,
       CAST(half AS DECIMAL(24, 6)) AS tolerance, [indicator_id] AS figure_ids,
       [submission_id] AS submission_ids,
       sheet || '“' || label || '”年度指标值' || target_printed || '，实际完成' || actual_printed || '，分值'
       || plain(points) || '分，按比例为' || plain(expected) || '分，得分印为' || plain(score) || '分。' AS message
FROM measured
