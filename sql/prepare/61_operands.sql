-- comment: what is printed for each term, the total's own fund label before others
-- last: identity_terms figure_kinds
CREATE TEMP TABLE operands AS
WITH wanted AS (
    -- which kind of figure is a term of an identity's total; the numbers of the two differ by their kinds
    SELECT i.ordinal, w.kind_no, (f.kind_no - w.kind_no) * 16 AS away, t.slot, t.alternative, t.item, t.weight, t.position,
           t.stage_override, t.preference, t.choices
    FROM identities i JOIN figure_kinds w ON w.item = i.total
    JOIN identity_terms t ON t.identity = i.identity
    JOIN figure_kinds f ON f.item = t.item AND f.stage = coalesce(t.stage_override, w.stage) AND f.fund = coalesce(t.fund, w.fund)
    WHERE t.fund IS NULL OR w.fund IN ('', 'all', 'fiscal')  -- a part of another label: only of all money
), found AS MATERIALIZED (
    SELECT a.anchor, t.slot, t.alternative, t.item, t.weight, t.position, t.stage_override, t.preference, t.choices,
           f.rowid AS fact, f.value, f.low, f.high, f.conflict
    FROM anchors a JOIN wanted t ON t.ordinal = a.ordinal AND t.kind_no = (a.fact_no >> 4) & 4095
    JOIN fact f ON f.fact_no = a.fact_no + t.away
)
SELECT * FROM found WHERE choices = 1
UNION ALL
SELECT * FROM found WHERE choices > 1
QUALIFY row_number() OVER (PARTITION BY anchor, slot, alternative, item ORDER BY preference) = 1
