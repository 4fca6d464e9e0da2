-- comment: the operands that enter each sum
-- last: operands
CREATE TEMP TABLE term_numbers AS
SELECT o.* FROM operands o SEMI JOIN chosen c USING (anchor, slot, alternative)
