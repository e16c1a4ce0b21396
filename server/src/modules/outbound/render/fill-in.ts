import type { Queryable } from '#platform/db/index.ts'
import { fieldValues } from './field-values.ts'
import { recipientsOf } from './recipient-queries.ts'
import type { Compile } from './render-mail.ts'

/**
 * Plain texts, such as a task's title, with the fields of prospects filled in, in the order given. A missing field leaves nothing; a text
 * whose Liquid cannot be read stays as it is.
 */
export const fillIn = async (
  { compile }: { compile: Compile },
  tx: Queryable,
  { companyId, texts }: { companyId: string; texts: readonly { prospectId: string; text: string }[] },
): Promise<string[]> => {
  const recipients = await recipientsOf(tx, { companyId, prospectIds: texts.map((one) => one.prospectId) })
  return texts.map(({ prospectId, text }) => {
    const values = fieldValues(recipients.get(prospectId) ?? null, null)
    const rendered = compile(text, 'plain').render({ values, zone: 'UTC' })
    return 'mistake' in rendered ? text : rendered.text
  })
}
