-- id: change.components
-- severity: error
-- title: 各项增减之和与合计的增减
-- basis: 合计的增减额＝各分项增减额之和（各分项都印有增减额、对比的年度相同时才比较）
-- advice: 核对各分项的增减额与合计的增减额。
SELECT c.unit_code, c.fiscal_year, concat_ws('/', s.identity, c.versus, c.place, c.scope, c.fund, '第' || c.block || '段') AS binding,
       CASE WHEN s.value = c.value THEN 'exact'
            WHEN s.low <= c.value + c.half_unit AND c.value - c.half_unit <= s.high THEN 'rounding' ELSE 'break' END AS outcome,
       CAST(s.value AS DECIMAL(24, 4)) AS expected, CAST(c.value AS DECIMAL(24, 4)) AS actual,
       CAST(c.value - s.value AS DECIMAL(24, 4)) AS difference,
       CAST((s.high - s.low) * 0.5::DECIMAL(2, 1) + c.half_unit AS DECIMAL(24, 6)) AS tolerance,
       [c.claim_id] || s.claim_ids AS figure_ids, [c.submission_id] AS submission_ids,
       named('source', c.source) || '：' || named('item', c.item) || '比' || named('stage', c.versus)
       || CASE WHEN c.value > 0 THEN '增加“' || shown(c.printed, c.printed_unit) || '”'
               WHEN c.value < 0 THEN '减少“' || shown(c.printed, c.printed_unit) || '”' ELSE '持平' END
       || '，而各分项' || s.words || '，合起来' || CASE WHEN s.value > 0 THEN '增加' || amount(s.value, c.measure, c.printed_unit)
                                                   WHEN s.value < 0 THEN '减少' || amount(-s.value, c.measure, c.printed_unit)
                                                   ELSE '持平' END || '。' AS message
FROM change_sums s JOIN live_claims c ON c.claim_id = s.whole
