-- comment: what figures speak of (item, stage, fund) as a number below 4096
CREATE TEMP TABLE figure_kinds AS
SELECT fits(row_number() OVER (), 12) AS kind_no, *
FROM (SELECT DISTINCT item, coalesce(stage, '') AS stage, coalesce(fund, '') AS fund FROM figures)
