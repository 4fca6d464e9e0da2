-- comment: the operands that enter each sum
-- last: operands
CREATE TEMP TABLE terms AS
SELECT o.* FROM operands o SEMI JOIN chosen c USING (anchor, slot, alternative)
