-- id: unit.suspect_scale
-- severity: error
-- title: 疑似元与万元写错
-- basis: 把一个数放大或缩小一万倍后，原来不成立的算式成立，或与同一数字的另一处相符
-- consequences: sum.* balance.* bridge.* ratio.* change.* conflict.* coverage.* accounts.* ledger.* rollup.* continuity.* score.execution
-- advice: 核对该数字的单位，按凭证更正；建议的写法仅供参考，系统不会改动原数。
WITH shifts AS (
    -- wide: a product of two narrow decimals may have eighteen digits at most
    SELECT unnest([10000.0000, 0.0001])::DECIMAL(20, 4) AS factor
), candidates AS (
    -- the total, ten thousand times off
    SELECT j.anchor, j.figure_ids[1] AS figure_id, len(j.figure_ids) AS printings, s.factor,
           CAST(j.value AS DECIMAL(24, 4)) AS value, j.low * s.factor AS low, j.high * s.factor AS high,
           j.sum_low AS other_low, j.sum_high AS other_high, j.figure_ids || j.part_ids AS beside
    FROM broken j, shifts s
    WHERE j.measure = 'CNY' AND j.value <> 0
    UNION ALL
    -- a part, ten thousand times off
    SELECT j.anchor, t.figure_ids[1], len(t.figure_ids), s.factor, t.value,
           t.weight * CASE WHEN t.weight > 0 THEN t.low ELSE t.high END * s.factor
               + j.sum_low - t.weight * CASE WHEN t.weight > 0 THEN t.low ELSE t.high END,
           t.weight * CASE WHEN t.weight > 0 THEN t.high ELSE t.low END * s.factor
               + j.sum_high - t.weight * CASE WHEN t.weight > 0 THEN t.high ELSE t.low END,
           j.low, j.high, j.figure_ids || j.part_ids
    FROM broken j JOIN broken_terms t USING (anchor), shifts s
    WHERE j.measure = 'CNY' AND t.value <> 0
    UNION ALL
    -- the same fact printed twice, ten thousand times apart
    SELECT NULL, a.figure_ids[1], 1, s.factor, a.value, a.low * s.factor, a.high * s.factor,
           b.low, b.high, b.figure_ids
    FROM fact a JOIN fact b
        ON a.conflict AND b.conflict AND b.submission_id = a.submission_id AND b.item = a.item
       AND b.stage = a.stage AND b.fund = a.fund AND b.project = a.project
       AND b.account_code = a.account_code AND b.account_name = a.account_name
       AND b.fiscal_year IS NOT DISTINCT FROM a.fiscal_year AND b.source <> a.source,
       shifts s
    WHERE a.value <> 0 AND b.value <> 0 AND a.measure = 'CNY' AND a.low <= a.high AND b.low <= b.high
), units AS (
    SELECT submission_id, printed_unit, count(*) AS uses
    FROM live_figures WHERE measure = 'CNY' AND value IS NOT NULL GROUP BY ALL
), closing AS (
    SELECT c.*, f.unit_code, f.fiscal_year, f.submission_id, f.item, f.stage, f.fund, f.project,
           f.account_code, f.account_name, f.source, f.place, f.scope, f.printed, f.printed_unit,
           f.block, f.row, f.col, f.char_start, u.uses
    FROM candidates c
    JOIN live_figures f ON f.figure_id = c.figure_id
    LEFT JOIN units u ON u.submission_id = f.submission_id
        AND u.printed_unit IS NOT DISTINCT FROM f.printed_unit
    WHERE c.low <= c.other_high AND c.other_low <= c.high
      -- a number that the change makes too small to matter would close any sum
      AND abs(c.value) * c.factor * 2 > c.high - c.low + c.other_high - c.other_low
), weighed AS (
    -- the same item at other stages: is it of the size the number would have, or of that it has?
    SELECT c.*, (SELECT count(*) FILTER (abs(s.value) < abs(c.value) * c.factor * 100 AND abs(c.value) * c.factor < abs(CAST(s.value AS DECIMAL(24, 4))) * 100)
                        - count(*) FILTER (abs(s.value) < abs(c.value) * 100 AND abs(c.value) < abs(CAST(s.value AS DECIMAL(24, 4))) * 100)
                 FROM fact s
                 WHERE s.submission_id = c.submission_id AND s.item = c.item AND s.project = coalesce(c.project, '')
                   AND s.account_code = coalesce(c.account_code, '') AND s.value <> 0
                   AND NOT list_contains(s.figure_ids, c.figure_id)) AS likelier
    FROM closing c
), suspect AS (
    -- of several that would close one sum: the unit rarest in the document, the size of its item, then 元 for 万元
    SELECT * FROM weighed
    QUALIFY row_number() OVER (
        PARTITION BY coalesce(CAST(anchor AS VARCHAR), concat_ws('/', submission_id, item, stage, fund,
                                                                 project, account_code, account_name))
        ORDER BY uses, likelier DESC, factor DESC, figure_id, beside) = 1
), stated AS (
    -- one printed number that states two facts (收、支总计均为) is one cause
    SELECT *, list_sort(list_distinct(list(figure_id) OVER same)) AS stated_ids,
           array_to_string(list_sort(list_distinct(list(named('item', item)) OVER same)), '、') AS items
    FROM suspect
    WINDOW same AS (PARTITION BY submission_id, block, row, col, char_start)
)
SELECT unit_code, fiscal_year,
       concat_ws('/', item, stage, place, scope, fund, project, account_code) AS binding,
       'break' AS outcome, NULL AS reason,
       CAST(value * factor AS DECIMAL(24, 4)) AS expected, CAST(value AS DECIMAL(24, 4)) AS actual,
       CAST(value - value * factor AS DECIMAL(24, 4)) AS difference,
       NULL AS tolerance, false AS low_power,
       stated_ids || list_filter(beside, lambda other: NOT list_contains(stated_ids, other)) AS figure_ids,
       [submission_id] AS submission_ids, stated_ids AS causes,
       named('source', source) || named('stage', stage) || coalesce('（' || project || '）', '') || '：'
       || items || '印为“' || shown(printed, printed_unit) || '”，与相关数字相差一万倍，疑为“'
       || CASE WHEN factor > 1 AND coalesce(printed_unit, '元') = '元'
               THEN rtrim(replace(printed, '元', '')) || '万元'
               WHEN factor < 1 AND printed_unit = '万元' THEN rtrim(replace(printed, '万元', '')) || '元'
               WHEN factor > 1 AND printed_unit = '万元' THEN rtrim(replace(printed, '万元', '')) || '亿元'
               WHEN factor < 1 AND printed_unit = '亿元' THEN rtrim(replace(printed, '亿元', '')) || '万元'
               ELSE amount(CAST(value * factor AS DECIMAL(24, 4)), 'CNY', '元') END
       || '”；按此更正后，相关算式成立。' AS message
FROM stated
QUALIFY row_number() OVER (
    PARTITION BY submission_id, block, row, col, char_start ORDER BY item, figure_id, beside) = 1
