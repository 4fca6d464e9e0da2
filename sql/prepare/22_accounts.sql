-- comment: accounts as printed (code and name) as numbers below 2^22, their codes as numbers below 2^20
CREATE TEMP TABLE accounts AS
SELECT fits(row_number() OVER (), 22) AS account_no, fits(dense_rank() OVER (ORDER BY code), 20) AS code_no, *
FROM (SELECT DISTINCT coalesce(account_code, '') AS code, coalesce(account_name, '') AS name FROM figures)
