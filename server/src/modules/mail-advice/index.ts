import { checkDefinition, type Sequences } from '#modules/sequences/index.ts'
import type { Database } from '#platform/db/index.ts'
import { checkCadence, type PlacedFinding } from './check-cadence.ts'
import { checkMail, type VariablesOf } from './check-mail.ts'
import { customFieldNames } from './custom-field-queries.ts'
import type { Finding, MailToCheck } from './finding.ts'
import { allVariables, type Variable } from './variables.ts'

export type { PlacedFinding } from './check-cadence.ts'
export type { VariablesOf } from './check-mail.ts'
export type { Finding, MailToCheck } from './finding.ts'
export { addMailAdviceRoutes } from './routes.ts'
export type { Variable } from './variables.ts'

export type MailAdviceDeps = {
  db: Database
  sequences: Pick<Sequences, 'cadenceById'>
  /** Which variables a text names and needs; null where its Liquid cannot be read. Pure. */
  variablesOf: VariablesOf
}

export type MailAdvice = {
  /** What may stand in a text of this company's mails. */
  variables(input: { companyId: string }): Promise<Variable[]>
  checkMail(input: { companyId: string; mail: MailToCheck }): Promise<Finding[]>
  /** What keeps the draft (or what is published, where there is none) from being published, and what is better changed. */
  checkCadence(input: {
    companyId: string
    sequenceId: string
  }): Promise<{ mistakes: { path: string; message: string }[]; findings: PlacedFinding[] }>
}

/** Advice about mails before they go: words, links and variables that cost answers. Nothing of it keeps a mail from being sent. */
export const createMailAdvice = ({ db, sequences, variablesOf }: MailAdviceDeps): MailAdvice => {
  const variables = async (input: { companyId: string }) => allVariables(await customFieldNames(db, input))
  const surroundings = async (input: { companyId: string }) => ({
    known: (await variables(input)).map(({ name }) => name),
    variablesOf,
  })
  return {
    variables,
    checkMail: async ({ companyId, mail }) => checkMail(mail, await surroundings({ companyId })),
    checkCadence: async (which) => {
      const { draft, published } = await sequences.cadenceById(which)
      const definition = draft ?? published
      if (!definition) return { mistakes: [], findings: [] }
      return {
        mistakes: checkDefinition(definition),
        findings: checkCadence(definition, await surroundings(which)),
      }
    },
  }
}
