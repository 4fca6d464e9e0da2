-- comment: the operands of the totals that their sums do not give
-- last: identity_verdicts sums term_numbers
CREATE TEMP TABLE broken_terms AS
SELECT anchor, weight, value, low, high, figure_ids FROM terms SEMI JOIN broken USING (anchor)
