import { expect, test } from 'vitest'
import { wordsOf } from './audit-words.ts'

const nameOf = (userId: string): string => (userId.startsWith('a') ? 'Ada' : 'A former member')
const ada = 'a'.repeat(24)

test.each([
  [
    { action: 'api_key.created', subject: 'CRM', detail: { edition: '2023', id: ada } },
    'Made an API key',
    'CRM, edition 2023',
  ],
  [
    { action: 'member.removed', subject: ada, detail: { successorId: 'b' } },
    'Took a member out',
    'Ada, successor A former member',
  ],
  [
    { action: 'settings.changed', subject: null, detail: { mailsPerPersonAndDay: 3, country: null } },
    'Changed settings',
    'mails per person and day 3, country none',
  ],
  [
    { action: 'settings.changed', subject: null, detail: { taskOutcomes: [] } },
    'Changed settings',
    'task outcomes changed',
  ],
  [{ action: 'webhook.removed', subject: ada, detail: {} }, 'Removed a webhook', null],
  [{ action: 'of.tomorrow', subject: null, detail: {} }, 'of.tomorrow', null],
])('%o', (entry, done, about) => expect(wordsOf(entry, nameOf)).toEqual({ done, about }))
