/**
 * For a statement of another module that appends events as one of its own parts: `select` answers company_id, id, kind, occurred_at,
 * prospect_id, user_id and data, in this order. The kinds and data are those of `event.ts`.
 */
export const insertEventsSql = (select: string): string =>
  `INSERT INTO events (company_id, id, kind, occurred_at, prospect_id, user_id, data) ${select}`
