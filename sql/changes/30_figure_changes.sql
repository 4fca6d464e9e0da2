-- comment: what became of each pair, in words
-- last: figure_pairs
INSERT INTO figure_changes BY NAME
WITH told AS (
    SELECT via, coalesce(now_is.figure_id, was.figure_id) AS figure_id,
           was.figure_id AS former_figure_id,
           coalesce(now_is.submission_id, was.submission_id) AS submission_id,
           coalesce(now_is.unit_code, was.unit_code) AS unit_code,
           coalesce(now_is.fiscal_year, was.fiscal_year) AS fiscal_year,
           concat_ws('', named('source', s.source), named('stage', s.stage),
                     '（' || nullif(concat_ws('，', s.project, trim(concat_ws(' ', s.account_code,
                         s.account_name)), named('fund', s.fund)), '') || '）',
                     named('item', s.item)) AS label,
           CASE WHEN was.figure_id IS NULL THEN 'appeared' WHEN now_is.figure_id IS NULL THEN 'gone'
                WHEN now_is.value IS DISTINCT FROM was.value THEN 'value'
                WHEN (now_is.item, now_is.stage, now_is.fund, now_is.account_code,
                      now_is.account_name, now_is.project) IS DISTINCT FROM
                     (was.item, was.stage, was.fund, was.account_code, was.account_name,
                      was.project) THEN 'binding'
                WHEN via = 'reread' AND now_is.assurance <> was.assurance THEN 'assurance'
           END AS change,
           shown(was.printed, was.printed_unit) AS former_printed, was.value AS former_value,
           concat_ws('，', named('item', was.item), named('stage', was.stage),
                     named('fund', was.fund), was.account_code, was.account_name) AS former_binding,
           was.assurance AS former_assurance,
           shown(now_is.printed, now_is.printed_unit) AS printed, now_is.value AS value,
           concat_ws('，', named('item', now_is.item), named('stage', now_is.stage),
                     named('fund', now_is.fund), now_is.account_code, now_is.account_name)
               AS binding,
           now_is.assurance AS assurance
    FROM (SELECT *, coalesce(now_is, was) AS s FROM figure_pairs)
)
SELECT * FROM told WHERE change IS NOT NULL ORDER BY unit_code, fiscal_year, figure_id
