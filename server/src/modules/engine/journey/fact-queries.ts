// Reads messages, events, tasks, prospects, lists, tags and prospect_tags, which are other modules'.
import { TEXT_FIELDS } from '#modules/prospects/index.ts'
import type { Queryable } from '#platform/db/index.ts'
import { type Facts, fold } from '../core/index.ts'

type JourneyMail = Omit<Facts['mails'][number], 'links' | 'bounced'> & {
  messageId: string
  enrolmentId: string
  clicked: boolean
}

/** The mails of enrolments with what is known of them. Served by messages_visit. */
export const journeyMails = async (
  tx: Queryable,
  { companyId, enrolmentIds }: { companyId: string; enrolmentIds: readonly string[] },
): Promise<JourneyMail[]> => {
  if (enrolmentIds.length === 0) return []
  const { rows } = await tx.query<JourneyMail>(
    `SELECT id AS "messageId", enrolment_id AS "enrolmentId", step_id AS node,
       visit = max(visit) OVER (PARTITION BY enrolment_id, step_id) AS "isNewest", first_opened_at IS NOT NULL AS opened,
       first_clicked_at IS NOT NULL AS clicked, replied_at IS NOT NULL AS replied
     FROM messages
     WHERE company_id = $1 AND enrolment_id = ANY($2) AND kind = 'sequence' AND state <> 'cancelled'`,
    [companyId, enrolmentIds],
  )
  return rows
}

/** The addresses that people clicked in mails, by mail. Served by events_prospect. */
export const clickedLinks = async (
  tx: Queryable,
  input: { companyId: string; prospectIds: readonly string[]; messageIds: readonly string[] },
): Promise<Map<string, string[]>> => {
  if (input.messageIds.length === 0) return new Map()
  const { rows } = await tx.query<{ message_id: string; urls: string[] }>(
    `SELECT message_id, array_agg(DISTINCT data->>'url') AS urls FROM events
     WHERE company_id = $1 AND prospect_id = ANY($2) AND kind = 'clicked' AND message_id = ANY($3)
       AND NOT (data->>'machine')::boolean
     GROUP BY message_id`,
    [input.companyId, input.prospectIds, input.messageIds],
  )
  return new Map(rows.map((row) => [row.message_id, row.urls]))
}

/** Those of these mails of which a bounce told, also one that says that the mail is late. Served by events_prospect. */
export const bouncedMails = async (
  tx: Queryable,
  input: { companyId: string; prospectIds: readonly string[]; messageIds: readonly string[] },
): Promise<Set<string>> => {
  if (input.messageIds.length === 0) return new Set()
  const { rows } = await tx.query<{ message_id: string }>(
    `SELECT DISTINCT message_id FROM events
     WHERE company_id = $1 AND prospect_id = ANY($2) AND kind = 'bounced' AND message_id = ANY($3)`,
    [input.companyId, input.prospectIds, input.messageIds],
  )
  return new Set(rows.map((row) => row.message_id))
}

/** The newest task of each task node, where that one was done. Served by tasks_visit. */
export const journeyTasks = async (
  tx: Queryable,
  { companyId, enrolmentIds }: { companyId: string; enrolmentIds: readonly string[] },
): Promise<(Facts['tasks'][number] & { enrolmentId: string })[]> => {
  if (enrolmentIds.length === 0) return []
  const { rows } = await tx.query<{ enrolmentId: string; node: string; outcome: string | null }>(
    `SELECT "enrolmentId", node, outcome FROM (
       SELECT DISTINCT ON (enrolment_id, step_id) enrolment_id AS "enrolmentId", step_id AS node, outcome, state FROM tasks
       WHERE company_id = $1 AND enrolment_id = ANY($2) AND state <> 'cancelled'
       ORDER BY enrolment_id, step_id, visit DESC) newest
     WHERE state = 'done'`,
    [companyId, enrolmentIds],
  )
  return rows
}

/** The fields, the tags and the list of prospects. Served by the primary keys. */
export const prospectFacts = async (
  tx: Queryable,
  { companyId, prospectIds }: { companyId: string; prospectIds: readonly string[] },
): Promise<Map<string, Pick<Facts, 'fields' | 'tags' | 'list'>>> => {
  if (prospectIds.length === 0) return new Map()
  const { rows } = await tx.query<{
    id: string
    fields: Record<string, string | null>
    custom_fields: Record<string, string>
    list: string
    tags: string[]
  }>(
    `SELECT p.id, jsonb_build_object('Email', p.email, ${FIELDS}) AS fields, p.custom_fields, l.name AS list,
       ARRAY(SELECT t.name FROM prospect_tags pt JOIN tags t ON t.company_id = pt.company_id AND t.id = pt.tag_id
         WHERE pt.company_id = p.company_id AND pt.prospect_id = p.id) AS tags
     FROM prospects p JOIN lists l ON l.company_id = p.company_id AND l.id = p.list_id
     WHERE p.company_id = $1 AND p.id = ANY($2)`,
    [companyId, prospectIds],
  )
  return new Map(
    rows.map((row) => [
      row.id,
      {
        fields: new Map(
          Object.entries({ ...row.custom_fields, ...row.fields }).map(([name, value]) => [
            fold(name),
            value ?? '',
          ]),
        ),
        tags: new Set(row.tags.map(fold)),
        list: fold(row.list),
      },
    ]),
  )
}

const FIELDS = TEXT_FIELDS.map(({ name, column }) => `'${name}', p.${column}`).join(', ')
