import type { Queryable } from '#platform/db/index.ts'
import { conflict, notFound } from '#platform/errors/index.ts'
import { storable } from '../draft.ts'
import { htmlBody } from '../html-body.ts'
import { type Issue, refuseIssues } from '../issues.ts'
import { liquidMistake } from '../liquid-mistake.ts'
import type { SequenceDeps } from '../sequence.ts'
import { cleanName, nameKey } from '../sequence-name.ts'
import {
  deleteTemplateRow,
  insertTemplate,
  replaceTemplate,
  selectTemplate,
  type Template,
} from './template-queries.ts'

const LONGEST_SUBJECT = 500
const LONGEST_BODY = 500_000

/** Throws `conflict` when the name is taken, `invalid_input` when subject or body cannot be used. */
export const createTemplate = async (
  deps: SequenceDeps,
  input: { companyId: string; userId: string; name: string; subject: string; body: string },
): Promise<Template> => {
  const values = valuesOf(input)
  const id = deps.newId()
  const inserted = await insertTemplate(deps.db, {
    ...values,
    companyId: input.companyId,
    id,
    ownerId: input.userId,
    now: deps.clock.now(),
  })
  if (!inserted) throw nameTaken(values.name)
  return templateById(deps.db, { companyId: input.companyId, templateId: id })
}

/** Changes what is given. Cadences keep the text that they were published with. */
export const updateTemplate = (
  deps: SequenceDeps,
  input: {
    companyId: string
    templateId: string
    name?: string | undefined
    subject?: string | undefined
    body?: string | undefined
    shared?: boolean | undefined
  },
): Promise<Template> =>
  deps.db.transaction(async (tx) => {
    const before = await templateById(tx, input)
    const values = valuesOf({
      name: input.name ?? before.name,
      subject: input.subject ?? before.subject,
      body: input.body ?? before.body,
    })
    const replaced = await replaceTemplate(tx, {
      ...values,
      companyId: input.companyId,
      id: input.templateId,
      shared: input.shared ?? before.shared,
      now: deps.clock.now(),
    })
    if (!replaced) throw nameTaken(values.name)
    return templateById(tx, input)
  })

/** Cadences keep their text. Throws `not_found`. */
export const deleteTemplate = async (
  tx: Queryable,
  input: { companyId: string; templateId: string },
): Promise<void> => {
  if (!(await deleteTemplateRow(tx, input))) throw missing(input.templateId)
}

/** Throws `not_found`. */
export const templateById = async (
  tx: Queryable,
  input: { companyId: string; templateId: string },
): Promise<Template> => {
  const template = await selectTemplate(tx, input)
  if (!template) throw missing(input.templateId)
  return template
}

const valuesOf = (input: { name: string; subject: string; body: string }) => {
  const name = cleanName('name', input.name)
  const subject = storable(input.subject).trim()
  const body = htmlBody(storable(input.body))
  const issues: Issue[] = []
  if (/[\r\n]/.test(subject) || subject.length > LONGEST_SUBJECT)
    issues.push({
      path: 'subject',
      message: `a subject is one line of at most ${LONGEST_SUBJECT} characters.`,
    })
  if (body.length > LONGEST_BODY)
    issues.push({ path: 'body', message: `a body has at most ${LONGEST_BODY} characters.` })
  for (const [path, text] of Object.entries({ subject, body })) {
    const mistake = liquidMistake(text)
    if (mistake) issues.push({ path, message: mistake })
  }
  refuseIssues(issues)
  return { name, nameKey: nameKey(name), subject, body }
}

const nameTaken = (name: string) =>
  conflict(`A template called "${name}" exists already; choose another name.`, 'name')
const missing = (id: string) => notFound(`There is no template with the id "${id}".`, 'id')
