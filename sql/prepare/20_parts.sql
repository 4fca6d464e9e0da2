-- comment: 材料：每份提交件所含的各部分（正文、各项目自评表、各决算表）及其版本
-- column submission_id: 提交件编号
-- column unit_code: 单位代码
-- column fiscal_year: 所属年度
-- column scope: 口径：department 部门，unit 单位
-- column kind: 材料种类
-- column part: 项目名称或表式代码
-- column version: 第几版，按收到时间
-- column supersedes: 被替代的提交件
-- column is_current: 是否最新一版
CREATE TABLE parts AS
WITH stated AS (
    SELECT submission_id, source, form, project FROM figures
    UNION SELECT submission_id, source, form, project FROM claims
    UNION SELECT submission_id, 'self_evaluation_table', NULL, project FROM indicators
    UNION SELECT submission_id, 'narrative', NULL, NULL FROM passages
), named AS (
    SELECT DISTINCT t.submission_id, s.unit_code, s.fiscal_year, s.scope, s.received_at,
           part_kind(t.source, s.document_kinds) AS kind,
           part_name(t.source, t.form, t.project) AS part
    FROM stated t JOIN submissions s USING (submission_id)
    WHERE s.status <> 'refused'
)
SELECT submission_id, unit_code, fiscal_year, scope, kind, part,
       row_number() OVER same AS version,
       lag(submission_id) OVER same AS supersedes,
       lead(submission_id) OVER same IS NULL AS is_current
FROM named
WINDOW same AS (
    PARTITION BY coalesce(unit_code, submission_id), fiscal_year, scope, kind, part
    ORDER BY received_at, submission_id
)
