-- comment: every judged identity as rows of check_results
-- last: formulas
CREATE TEMP TABLE identity_results AS
SELECT j.check_id, j.unit_code, j.fiscal_year, j.submission_id, j.anchor,
       concat_ws('/', j.identity, nullif(j.stage, ''), j.place, j.scope, nullif(j.fund, ''),
                 nullif(j.project, ''), nullif(j.account_code || j.account_name, '')) AS binding,
       j.outcome,
       CASE j.verdict
           WHEN 'conflict' THEN '算式中有数字在文件中前后不一致'
           WHEN 'elsewhere' THEN '有分项印在文件的别处，此处未列'
           WHEN 'unlisted' THEN '分项可能没有全部印出'
           WHEN 'missing' THEN '缺少：' || coalesce(j.missing_items, '全部分项')
           ELSE CASE WHEN j.assumed THEN '未印出或空白的项按零计' END END AS reason,
       CASE WHEN j.outcome <> 'insufficient' THEN j.expected END AS expected,
       j.value AS actual,
       CASE WHEN j.outcome <> 'insufficient' THEN j.value - j.expected END AS difference,
       CASE WHEN j.outcome <> 'insufficient' THEN j.width * 0.5::DECIMAL(2, 1) END AS tolerance,
       j.low_power, j.figure_ids || j.part_ids AS figure_ids, [j.submission_id] AS submission_ids,
       CASE WHEN j.outcome = 'break' THEN
           named('source', j.source) || coalesce(named('stage', nullif(j.stage, '')), '')
           || coalesce('（' || nullif(concat_ws('，', nullif(j.project, ''),
               nullif(trim(j.account_code || ' ' || j.account_name), ''),
               named('fund', nullif(j.fund, ''))), '') || '）', '')
           || '：' || named('item', j.item) || '印为“' || j.printed || '”，而' || f.words
           -- one operand, printed as the total is, is its own sum
           || CASE WHEN ends_with(f.words, amount(j.expected, j.measure, j.printed_unit))
                        AND NOT regexp_matches(f.words, '[＋－]') THEN ''
                   ELSE '＝' || amount(j.expected, j.measure, j.printed_unit) END
           || CASE WHEN j.value = 0 THEN '，合计为零而分项不为零'
                   ELSE '，相差' || amount(j.value - j.expected, j.measure, j.printed_unit) END
           || CASE WHEN j.assumed THEN '（未印出或空白的项按零计）' ELSE '' END || '。'
       END AS message
FROM judged j LEFT JOIN formulas f USING (anchor)
