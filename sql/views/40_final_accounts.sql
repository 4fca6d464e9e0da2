-- comment: 部门决算表行：每张决算表中的每个科目与合计（元）
-- column unit_code: 单位代码
-- column fiscal_year: 所属年度
-- column scope: 口径：department 部门，unit 单位
-- column form: 表式代码
-- column item: 项目代码
-- column item_name: 项目名称
-- column stage: 阶段
-- column fund: 资金口径
-- column account_code: 科目编码；合计为空
-- column account_name: 科目名称
-- column value: 金额（元）
-- column printed: 原文
-- column figure_id: 数字编号
-- column submission_id: 提交件编号
CREATE VIEW final_accounts AS
SELECT f.unit_code, f.fiscal_year, s.scope, f.form, f.item, n.name AS item_name, f.stage, f.fund,
       f.account_code, f.account_name, f.value, f.printed, f.figure_id, f.submission_id
FROM current_figures f
JOIN submissions s USING (submission_id)
LEFT JOIN names n ON n.kind = 'item' AND n.code = f.item
WHERE f.source = 'final_accounts' AND f.value IS NOT NULL
