-- comment: 大于、小于、增加、减少 in words alone, and whose amounts they speak of
CREATE TEMP TABLE worded_directions AS
WITH aliases AS (
    SELECT unnest([
        {item: 'three_public.total', alias: '“?三公”?经费(财政拨款)?'}, {item: 'three_public.overseas', alias: '因公出国[（(]境[）)]费用?'},
        {item: 'three_public.vehicle', alias: '公务用车购置[及和]运行(维护)?费'},
        {item: 'three_public.vehicle.purchase', alias: '公务用车购置费'},
        {item: 'three_public.vehicle.operation', alias: '公务用车运行(维护)?费'},
        {item: 'three_public.reception', alias: '公务接待费'}, {item: 'agency_operating', alias: '机关运行经费'},
        {item: 'meeting', alias: '会议费'}, {item: 'training', alias: '培训费'}, {item: 'expenditure.basic', alias: '基本支出'},
        {item: 'expenditure.project', alias: '项目支出'}, {item: 'procurement.total', alias: '政府采购'}], recursive := true)
), clauses AS (
    SELECT p.*, unnest(list_zip(string_split_regex(text, '[，。；,;：:]'), range(1, 10000))) AS piece
    FROM live_passages p
    WHERE regexp_matches(text, '决算数?[大小高低多少等与]|[比较与](上年|去年|上一年)')
      -- an author's template, not a statement
      AND NOT regexp_matches(text, '[（(](大|小|增|减|下降|上升|增长)')
), spoken AS (
    SELECT * EXCLUDE (piece), piece[1] AS clause,
           sum(length(piece[1]) + 1) OVER (PARTITION BY submission_id, block ORDER BY piece[2]) - length(piece[1]) - 1 AS start
    FROM clauses WHERE piece[1] IS NOT NULL
), parsed AS (
    SELECT *, regexp_extract(clause, '^(.*?)(支出)?(决算数?)(大于|小于|高于|低于|多于|少于|等于|超过)((年初|全年|调整)?预算)数?(的|$)',
                             ['subject', 'filler', 'one', 'word', 'other', 'which', 'rest']) AS budget,
           regexp_extract(clause, '^(.*?)(支出)?(决算数?)?[比较与](上年|去年|上一年)度?(决算数?)?(有所|略有|小幅|大幅)?(增加|增长|上升|减少|下降|降低|持平|一致)(的|$)',
                          ['subject', 'filler', 'one', 'other', 'noun', 'how', 'word', 'rest']) AS prior
    FROM spoken
), directed AS (
    SELECT submission_id, unit_code, fiscal_year, scope, place, block, clause, start,
           coalesce(nullif(budget.word, ''), prior.word) AS word, budget.word <> '' AS of_budget,
           regexp_replace(CASE WHEN budget.word <> '' THEN budget.subject ELSE prior.subject END,
                          '^(其中|20[0-9]{2}年度?|本年度?|全年)+', '') AS subject,
           CASE WHEN budget.word = '' THEN ['prior_final'] WHEN budget.which = '年初' THEN ['initial_budget']
                WHEN budget.which IN ('全年', '调整') THEN ['adjusted_budget']
                ELSE ['initial_budget', 'adjusted_budget'] END AS stages,
           CASE WHEN coalesce(nullif(budget.word, ''), prior.word) IN ('大于', '高于', '多于', '超过', '增加', '增长', '上升') THEN 1
                WHEN coalesce(nullif(budget.word, ''), prior.word) IN ('等于', '持平', '一致') THEN 0 ELSE -1 END AS sign
    FROM parsed WHERE budget.word <> '' OR prior.word <> ''
), named_subject AS (
    SELECT d.*, a.item AS named_item
    FROM directed d LEFT JOIN aliases a ON regexp_full_match(d.subject, a.alias || '(财政拨款)?')
    -- 决算数大于预算数 alone speaks of the amounts before it; any other subject must be known by name
    WHERE a.item IS NOT NULL OR (d.of_budget AND d.subject = '')
), meant AS (
    SELECT n.*, coalesce(n.named_item, f.item) AS item, f.fund AS near_fund,
           CASE WHEN n.named_item IS NULL THEN coalesce(f.account_code, '') ELSE '' END AS account_code,
           CASE WHEN n.named_item IS NULL THEN coalesce(f.account_name, '') ELSE '' END AS account_name
    FROM named_subject n
    LEFT JOIN live_figures f ON n.named_item IS NULL AND f.submission_id = n.submission_id AND f.block = n.block
        AND f.stage = 'final' AND f.char_start < n.start + 6 AND f.value IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY n.submission_id, n.block, n.start ORDER BY f.char_start DESC) = 1
)
SELECT m.submission_id, any_value(m.unit_code) AS unit_code, any_value(m.fiscal_year) AS fiscal_year, any_value(m.scope) AS scope,
       any_value(m.place) AS place, m.block, m.start, any_value(m.clause) AS clause, any_value(m.word) AS word,
       m.item, any_value(m.account_name) AS account_name, any_value(m.sign) AS sign,
       count(*) AS tries, bool_or(a.conflict OR b.conflict OR a.doubtful OR b.doubtful) AS unsure,
       count(*) FILTER (sign(a.value - b.value) = m.sign) AS agree,
       -- what is printed alike may still be more or less in its unprinted digits
       count(*) FILTER ((m.sign >= 0 AND a.high < b.low) OR (m.sign <= 0 AND a.low > b.high)) AS contradict,
       arg_min(a.printed, (a.source, a.fund, b.stage)) AS one_printed, arg_min(b.printed, (a.source, a.fund, b.stage)) AS other_printed,
       arg_min(b.stage, (a.source, a.fund, b.stage)) AS other_stage, arg_min(a.value - b.value, (a.source, a.fund, b.stage)) AS difference,
       flatten(list(a.figure_ids || b.figure_ids ORDER BY a.source, a.fund, b.stage)) AS figure_ids
FROM meant m
JOIN fact a ON a.submission_id = m.submission_id AND a.item = m.item AND a.account_code = m.account_code
    AND a.account_name = m.account_name AND a.stage = 'final' AND a.project = '' AND a.value IS NOT NULL
JOIN fact b ON b.submission_id = a.submission_id AND b.fiscal_year IS NOT DISTINCT FROM a.fiscal_year AND b.item = a.item
    AND b.account_code = a.account_code AND b.account_name = a.account_name AND b.source = a.source AND b.fund = a.fund
    AND b.project = '' AND list_contains(m.stages, b.stage) AND b.value IS NOT NULL
GROUP BY m.submission_id, m.block, m.start, m.item
