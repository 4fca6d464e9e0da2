-- comment: a submission's version is the highest of its parts'; it supersedes the file before it
UPDATE submissions SET version = coalesce(p.version, 1), supersedes = p.supersedes
FROM submissions s LEFT JOIN (
    SELECT submission_id, max(version) AS version, arg_max(supersedes, version) AS supersedes
    FROM parts GROUP BY submission_id) p USING (submission_id)
WHERE submissions.submission_id = s.submission_id
