-- What was done on a day: the progress of a queue of tasks, and the report of the team.
CREATE INDEX tasks_closed ON tasks (company_id, closed_at, id) INCLUDE (assignee_id, kind, state, outcome)
  WHERE state IN ('done', 'skipped');
