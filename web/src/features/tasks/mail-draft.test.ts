import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readKept } from '#app/read-kept.ts'
import { isMailDraft, type MailDraft } from './mail-draft.ts'

test('a kept mail is read back; whatever else lies there is none', () => {
  const drafts = fc.record<MailDraft>({ subject: fc.string(), html: fc.string(), isSent: fc.boolean() })
  fc.assert(
    fc.property(drafts, (draft) => {
      expect(readKept(JSON.stringify(draft), isMailDraft)).toEqual(draft)
    }),
  )
  for (const text of [
    null,
    '',
    '{',
    'null',
    '[]',
    '{"subject":"","html":""}',
    '{"subject":1,"html":"","isSent":false}',
  ])
    expect(readKept(text, isMailDraft)).toBeUndefined()
})
