-- comment: a number that has its bits; more would run into the next number's, so the build ends
CREATE TEMP MACRO fits(number, bits) AS
CASE WHEN number < (1 << bits) THEN number ELSE error('编号超过' || bits || '位：' || number) END
