-- id: score.unexplained_loss
-- severity: warning
-- title: 扣分没有说明原因
-- basis: 得分低于分值的指标，应填写偏差原因分析及改进措施
-- advice: 请单位补填偏差原因分析及改进措施。
SELECT unit_code, fiscal_year, binding,
       CASE WHEN score >= points OR trim(coalesce(deviation_reason, '')) NOT IN ('', '无', '/', '—', '-') THEN 'exact'
            ELSE 'break' END AS outcome,
       CAST(points AS DECIMAL(24, 4)) AS expected, CAST(score AS DECIMAL(24, 4)) AS actual,
       CAST(score - points AS DECIMAL(24, 4)) AS difference, [indicator_id] AS figure_ids,
       [submission_id] AS submission_ids,
       sheet || '“' || label || '”分值' || plain(points) || '分，得分' || plain(score)
       || '分，没有填写偏差原因及改进措施。' AS message
FROM scored
WHERE NOT is_total AND NOT is_execution AND points IS NOT NULL AND score IS NOT NULL
