-- comment: every printed ratio and change as rows of check_results
CREATE TEMP TABLE claim_results AS
WITH judged AS (
    SELECT *, CASE WHEN conflict THEN 'conflict'
                   WHEN one IS NULL OR other IS NULL THEN 'missing'
                   WHEN kind <> 'change' AND other = 0 AND one = 0 AND value IN (0, 100) THEN 'nothing'
                   -- a base that rounds to 0 may still be small enough to give the rate
                   WHEN kind <> 'change' AND other = 0 AND n_low * 100 <= rate_high * d_high THEN 'tiny'
                   WHEN kind <> 'change' AND other = 0 THEN 'zero'
                   WHEN holds IS NULL THEN 'missing'
                   WHEN exactly THEN 'exact' WHEN holds THEN 'rounding' ELSE 'break' END AS verdict,
           count(*) OVER (PARTITION BY claim_id) AS bases
    FROM claim_tries
), best AS (
    SELECT *, bool_and(holds_cut OR verdict NOT IN ('break', 'rounding', 'exact'))
                  OVER (PARTITION BY submission_id) AS document_cuts,
           count(*) FILTER (holds_cut AND verdict = 'break') OVER (PARTITION BY submission_id) AS cuts
    FROM (SELECT * FROM judged QUALIFY row_number() OVER (
        PARTITION BY claim_id ORDER BY list_position(
            ['exact', 'rounding', 'nothing', 'break', 'zero', 'tiny', 'conflict', 'missing'], verdict),
            other_stage, operand_ids) = 1)
), placed AS (
    SELECT *, CASE WHEN verdict IN ('conflict', 'missing', 'tiny') THEN 'insufficient'
                   WHEN verdict = 'nothing' THEN 'not_applicable'
                   WHEN verdict IN ('exact', 'rounding') THEN verdict
                   WHEN verdict = 'break' AND document_cuts AND cuts >= 2 THEN 'rounding'
                   WHEN bases > 1 THEN 'insufficient'
                   ELSE 'break' END AS outcome,
           CASE WHEN kind = 'change' THEN one - other
                WHEN other > 0 THEN percent_of(one, other) - shift END AS expected
    FROM best
)
SELECT kind, unit_code, fiscal_year, outcome,
       concat_ws('/', subject, place, scope, fund, project, nullif(concat(account_code, account_name), ''))
       || CASE WHEN row_number() OVER again > 1 THEN '#' || row_number() OVER again ELSE '' END AS binding,
       CASE WHEN verdict = 'conflict' THEN '算式中有数字在文件中前后不一致'
            WHEN verdict = 'missing' THEN '缺少计算所需的数字'
            WHEN verdict = 'tiny' THEN '对比的数舍入后为零'
            WHEN verdict = 'nothing' THEN '预算和决算均为零'
            WHEN outcome = 'rounding' AND verdict = 'break' THEN '本文件的比率均为截尾'
            WHEN outcome = 'insufficient' THEN '没有印明与哪一个预算数相比' END AS reason,
       expected, value AS actual, value - expected AS difference,
       half_unit AS tolerance, false AS low_power,
       operand_ids || [claim_id] AS figure_ids, [submission_id] AS submission_ids,
       CASE WHEN outcome = 'break' THEN
           named('source', source) || coalesce('（' || nullif(concat_ws('，', project, account_name), '') || '）', '')
           || '：' || named('item', item) || CASE WHEN kind = 'change' AND value <> 0 THEN if(value > 0, '增加额', '减少额')
                                                WHEN kind = 'change_rate' AND value <> 0 THEN if(value > 0, '增长率', '下降率')
                                                ELSE named('kind', kind) END || '印为“' || shown(printed, printed_unit) || '”，而'
           || CASE WHEN verdict = 'zero' AND kind = 'share' THEN '作为基数的' || named('item', other_item) || '为“' || other_printed || '”，不应有占比'
                   WHEN verdict = 'zero' THEN '对比的' || named('stage', other_stage) || '为“' || other_printed || '”，不应有比率'
                   WHEN kind = 'share' THEN named('item', item) || one_printed || '÷' || named('item', other_item)
                        || other_printed || '＝' || amount(expected, 'percent', NULL)
                   WHEN kind = 'change' THEN named('stage', coalesce(stage, 'final')) || one_printed || '－'
                        || named('stage', other_stage) || other_printed || '＝' || amount(expected, measure, money_unit)
                   WHEN kind = 'change_rate' THEN named('stage', coalesce(stage, 'final')) || one_printed || '÷'
                        || named('stage', other_stage) || other_printed || '－1＝' || amount(expected, 'percent', NULL)
                   ELSE named('stage', coalesce(stage, 'final')) || one_printed || '÷' || named('stage', other_stage)
                        || other_printed || '＝' || amount(expected, 'percent', NULL) END || '。' END AS message
FROM placed
WINDOW again AS (PARTITION BY submission_id, kind, subject, fund, project, account_code, account_name, place
                 ORDER BY block, row, col, char_start)
