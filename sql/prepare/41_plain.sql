-- comment: an exact decimal without trailing zeros
CREATE MACRO plain(number) AS
    CASE WHEN contains(CAST(number AS VARCHAR), '.')
         THEN rtrim(rtrim(CAST(number AS VARCHAR), '0'), '.') ELSE CAST(number AS VARCHAR) END
