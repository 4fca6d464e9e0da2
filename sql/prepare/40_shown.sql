-- comment: a number as printed, with its unit
CREATE MACRO shown(printed, unit) AS
    CASE WHEN unit IS NULL OR contains(printed, unit) THEN printed ELSE printed || unit END
