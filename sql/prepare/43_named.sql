-- comment: Chinese name of a code, the code itself where it has none (a lookup, no join for each use)
CREATE TEMP MACRO named(of_kind, of_code) AS
    coalesce(getvariable('names')[of_kind || '/' || of_code], of_code)
