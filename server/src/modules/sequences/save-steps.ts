import type { Queryable } from '#platform/db/index.ts'
import { type Definition, isJourney, nodeNumbers } from './definition-journey.ts'
import { stepNumbers } from './step-numbers.ts'

/**
 * Brings sequence_steps and sequence_options in line with a definition that is being published. Steps and options that are gone stay,
 * marked as removed and without a number, because reports outlive edits; one that comes back is the same again.
 */
export const saveSteps = async (
  tx: Queryable,
  input: { companyId: string; sequenceId: string; definition: Definition; now: Date },
): Promise<void> => {
  const { companyId, sequenceId, definition, now } = input
  const { steps, numbers } = reported(definition)
  await tx.query(
    `INSERT INTO sequence_steps (company_id, sequence_id, step_id, kind, number, title)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::integer[], $6::text[])
     ON CONFLICT (company_id, sequence_id, step_id) DO UPDATE
       SET kind = excluded.kind, number = excluded.number, title = excluded.title, removed_at = NULL`,
    [
      companyId,
      sequenceId,
      steps.map(({ id }) => id),
      steps.map(reportKind),
      steps.map(({ id }) => numbers.get(id) ?? null),
      steps.map(titleOf),
    ],
  )
  await tx.query(
    `UPDATE sequence_steps SET number = NULL, removed_at = $4
     WHERE company_id = $1 AND sequence_id = $2 AND step_id <> ALL($3) AND removed_at IS NULL`,
    [companyId, sequenceId, steps.map(({ id }) => id), now],
  )
  const options = steps.flatMap((step) =>
    step.kind === 'mail'
      ? step.options.map((option, index) => ({ ...option, stepId: step.id, number: index + 1 }))
      : [],
  )
  await tx.query(
    `INSERT INTO sequence_options (company_id, sequence_id, step_id, option_id, number, template_name, subject)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::integer[], $6::text[], $7::text[])
     ON CONFLICT (company_id, sequence_id, step_id, option_id) DO UPDATE
       SET number = excluded.number, template_name = excluded.template_name, subject = excluded.subject, removed_at = NULL`,
    [
      companyId,
      sequenceId,
      options.map(({ stepId }) => stepId),
      options.map(({ id }) => id),
      options.map(({ number }) => number),
      options.map(({ template }) => template),
      options.map(({ subject }) => subject),
    ],
  )
  await tx.query(
    `UPDATE sequence_options SET number = NULL, removed_at = $5
     WHERE company_id = $1 AND sequence_id = $2 AND removed_at IS NULL
       AND (step_id, option_id) NOT IN (SELECT * FROM unnest($3::text[], $4::text[]))`,
    [companyId, sequenceId, options.map(({ stepId }) => stepId), options.map(({ id }) => id), now],
  )
}

/** The steps of a cadence or the nodes of a journey, and the numbers by which reports call them. */
const reported = (definition: Definition) =>
  isJourney(definition)
    ? { steps: definition.nodes, numbers: nodeNumbers(definition) }
    : { steps: definition.steps, numbers: stepNumbers(definition.steps) }

type Reported = ReturnType<typeof reported>['steps'][number]

/** A to-do is called `task` in reports; the other kinds bear their own names. */
const reportKind = (step: Reported): string => {
  if (step.kind !== 'task') return step.kind
  return step.task === 'todo' ? 'task' : step.task
}

const titleOf = (step: Reported): string => {
  if (step.kind === 'mail') return step.options[0]?.template ?? ''
  if (step.kind === 'task') return step.title
  return 'name' in step ? step.name : ''
}
