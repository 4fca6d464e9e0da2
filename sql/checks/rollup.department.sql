-- id: rollup.department
-- severity: error
-- title: 部门数与所属单位数之和
-- needs: registry_units
-- basis: 部门决算＝本部门各单位决算之和（单位按名册的主管部门代码归属）
-- advice: 核对部门汇总数与各单位数，注意内部往来抵销。
WITH amounts AS (
    SELECT * FROM fact
    WHERE source IN ('final_accounts', 'budget') AND item IN ('revenue.total', 'expenditure.total') AND fund = 'all'
      AND account_code = '' AND account_name = '' AND value IS NOT NULL AND stage = 'final' AND NOT doubtful
), members AS (
    SELECT d.submission_id, d.item, count(DISTINCT u.unit_code) AS members, count(DISTINCT m.unit_code) AS arrived,
           sum(m.value) AS value, sum(m.low) AS low, sum(m.high) AS high, flatten(list(m.figure_ids ORDER BY u.unit_code, m.submission_id, m.source) FILTER (m.item IS NOT NULL)) AS ids,
           list(DISTINCT m.submission_id ORDER BY m.submission_id) FILTER (m.item IS NOT NULL) AS files, bool_or(m.conflict) AS conflict,
           string_agg(u.unit_name, '、' ORDER BY u.unit_code) FILTER (m.item IS NULL) AS absent,
           string_agg(u.unit_name || m.printed, '＋' ORDER BY u.unit_code, m.submission_id, m.source) AS words
    FROM amounts d JOIN registry_units u ON coalesce(u.department_code, u.unit_code) = d.unit_code
    LEFT JOIN amounts m ON m.unit_code = u.unit_code AND m.scope = 'unit' AND m.item = d.item
        AND m.fiscal_year IS NOT DISTINCT FROM d.fiscal_year
    WHERE d.scope = 'department' GROUP BY d.submission_id, d.item
)
SELECT d.unit_code, d.fiscal_year, concat_ws('/', d.item, d.stage) AS binding,
       CASE WHEN m.absent IS NOT NULL OR d.conflict OR m.conflict THEN 'insufficient' WHEN m.value = d.value THEN 'exact'
            WHEN m.low <= d.high AND d.low <= m.high THEN 'rounding' ELSE 'break' END AS outcome,
       CASE WHEN m.absent IS NOT NULL THEN '缺少单位决算：' || m.absent WHEN d.conflict OR m.conflict THEN '所用数字前后不一致' END AS reason,
       CAST(m.value AS DECIMAL(24, 4)) AS expected, CAST(d.value AS DECIMAL(24, 4)) AS actual,
       CAST(d.value - m.value AS DECIMAL(24, 4)) AS difference, d.figure_ids || coalesce(m.ids, []) AS figure_ids,
       [d.submission_id] || coalesce(m.files, []) AS submission_ids,
       '部门' || named('item', d.item) || '决算为“' || d.printed || '”，所属' || m.members || '个单位之和 ' || m.words || '＝'
       || amount(m.value, 'CNY', d.printed_unit) || '，相差' || amount(d.value - m.value, 'CNY', d.printed_unit) || '。' AS message
FROM amounts d JOIN members m ON m.submission_id = d.submission_id AND m.item = d.item
WHERE d.scope = 'department'
