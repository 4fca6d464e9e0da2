-- id: text.direction
-- severity: warning
-- title: 增减方向写反
-- basis: 印为增加（大于）的应当增加，印为减少（小于）的应当减少，印为持平的应当相等；两个金额印在文件别处的也算
-- consequences: change.*
-- advice: 核对两个金额与增减方向。
WITH tried AS (
    SELECT *, CASE WHEN kind = 'change' THEN -high <= one_high - other_low AND one_low - other_high <= -low
                   WHEN kind = 'change_rate' AND d_low > 0 THEN
                       (100 - TRY_CAST(high AS DECIMAL(12, 6))) * d_low <= n_high * 100
                       AND n_low * 100 <= (100 - TRY_CAST(low AS DECIMAL(12, 6))) * d_high END AS reversed
    FROM claim_tries WHERE kind IN ('change', 'change_rate') AND value <> 0 AND NOT conflict
)
SELECT unit_code, fiscal_year, concat_ws('/', subject, kind, place, scope, fund, project, account_name) AS binding,
       CASE WHEN holds THEN 'exact' WHEN reversed AND (kind = 'change' OR value < 100) THEN 'break' ELSE 'insufficient' END AS outcome,
       CASE WHEN NOT holds AND NOT (reversed AND (kind = 'change' OR value < 100)) THEN '增减额与两个金额不符，方向无从判断' END AS reason,
       operand_ids || [claim_id] AS figure_ids, [submission_id] AS submission_ids, [claim_id] AS causes,
       named('source', source) || '：' || named('item', item) || '印为' || CASE WHEN value > 0 THEN '增加' ELSE '减少' END
       || '“' || shown(printed, printed_unit) || '”，而' || named('stage', coalesce(stage, 'final')) || one_printed
       || '，' || named('stage', other_stage) || other_printed || '，实为'
       || CASE WHEN value > 0 THEN '减少' ELSE '增加' END || '。' AS message
FROM tried WHERE holds IS NOT NULL
UNION ALL BY NAME
SELECT unit_code, fiscal_year, concat_ws('/', item, 'words', other_stage, place, scope, nullif(account_name, ''), '第' || block || '段') AS binding,
       CASE WHEN unsure THEN 'insufficient' WHEN contradict = tries THEN 'break' WHEN agree = tries THEN 'exact'
            ELSE 'insufficient' END AS outcome,
       CASE WHEN unsure THEN '两个金额前后不一致或存疑' WHEN contradict < tries AND agree < tries THEN '没有印明与哪两个金额相比，或相差在舍入之内' END AS reason,
       figure_ids, [submission_id] AS submission_ids, [] AS causes,
       '正文写“' || left(clause, 40) || '”，而' || coalesce('（' || nullif(account_name, '') || '）', '') || named('item', item)
       || '决算' || one_printed || '，' || named('stage', other_stage) || other_printed || '，实为'
       || CASE WHEN difference > 0 THEN CASE WHEN other_stage = 'prior_final' THEN '增加' ELSE '决算大于预算' END
               ELSE CASE WHEN other_stage = 'prior_final' THEN '减少' ELSE '决算小于预算' END END || '。' AS message
FROM worded_directions
