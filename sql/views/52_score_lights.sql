-- comment: 红黄灯：每单位每年每张自评表的总分、等级与灯色（得分与资金执行是否相称）
-- column unit_code: 单位代码
-- column fiscal_year: 年度
-- column project: 项目名称
-- column total: 总分
-- column grade: 等级（分界以通知为准）
-- column light: red 红灯，yellow 黄灯，green 未亮灯；空为无法判断
-- column reason: 理由
-- column submission_id: 提交件编号
CREATE VIEW score_lights AS
SELECT s.unit_code, s.fiscal_year, s.project, s.total, s.grade,
       CASE WHEN r.outcome = 'exact' THEN 'green' WHEN r.outcome = 'break' THEN if(r.severity = 'hint', 'yellow', 'red') END AS light,
       coalesce(r.message, r.reason) AS reason, s.submission_id
FROM indicator_scores s
LEFT JOIN check_results r ON r.check_id = 'score.above_execution' AND list_contains(r.submission_ids, s.submission_id)
    AND (r.binding = coalesce(s.project, '自评表') OR starts_with(r.binding, coalesce(s.project, '自评表') || '/'))
