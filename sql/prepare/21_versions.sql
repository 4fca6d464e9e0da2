-- comment: a submission's version is the highest of its parts'; it supersedes the file before it
UPDATE submissions SET version = p.version, supersedes = p.supersedes
FROM (SELECT submission_id, max(version) AS version, arg_max(supersedes, version) AS supersedes
      FROM parts GROUP BY submission_id) p
WHERE submissions.submission_id = p.submission_id
