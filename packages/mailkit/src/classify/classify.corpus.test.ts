import { beforeAll, describe, expect, it } from 'vitest'
import { normaliseAddress } from '../addresses/normalise-address.ts'
import { parseMessage } from '../parse/parse-message.ts'
import { CORPUS_MISSING, corpusFile, hasCorpus, manifest, measured } from '../testing/corpus.ts'
import type { Classification } from './classification.ts'
import { classifyMessage } from './classify-message.ts'

type Row = {
  id: string
  path: string
  kind: 'bounce' | 'auto_reply' | 'complaint' | 'unsubscribe' | 'delivered' | 'human' | 'automated'
  bounce: {
    status?: string
    /** False where the publisher made the status up. */
    status_real?: boolean
    permanent?: boolean
    hardbounce?: boolean
    /** One list of equally right spellings for each recipient. */
    rcpt?: string[][]
    omid?: string
  } | null
}
type Bounce = Extract<Classification, { kind: 'bounce' }>

const KINDS: Record<Row['kind'], Classification['kind']> = {
  bounce: 'bounce',
  auto_reply: 'auto-reply',
  complaint: 'complaint',
  unsubscribe: 'unsubscribe-request',
  delivered: 'delivered',
  human: 'human',
  automated: 'automated',
}

/** A report of a delay is no bounce yet; the manifest counts both as one. */
const sameKind = (row: Row, got: Classification): boolean =>
  got.kind === KINDS[row.kind] || (row.kind === 'bounce' && got.kind === 'delayed')

describe.runIf(hasCorpus())('the published messages', () => {
  let classified: { row: Row; got: Classification }[] = []
  beforeAll(async () => {
    classified = []
    for (const row of manifest<Row>('classify')) {
      classified.push({ row, got: classifyMessage(await parseMessage(corpusFile(row.path))) })
    }
  })

  const bounces = (): { id: string; truth: NonNullable<Row['bounce']>; got: Bounce }[] =>
    classified.flatMap(({ row, got }) =>
      row.kind === 'bounce' && row.bounce !== null && got.kind === 'bounce'
        ? [{ id: row.id, truth: row.bounce, got }]
        : [],
    )

  it.each([
    ['bounce', 0.99],
    ['auto_reply', 0.95],
    ['complaint', 0.85],
    ['unsubscribe', 1],
    ['delivered', 1],
    ['human', 0.97],
    // Most of these are unsolicited mails of 2002 that bear no sign; they answer nothing of ours.
    ['automated', 0.35],
  ] as const)('are known as %s', (kind, floor) => {
    const verdicts = classified
      .filter(({ row }) => row.kind === kind)
      .map(({ row, got }) => ({ id: `${row.id} (${got.kind})`, right: sameKind(row, got) }))
    expect(measured(`kind ${kind}`, verdicts)).toBeGreaterThanOrEqual(floor)
  })

  it('name the failed recipients', () => {
    const verdicts = bounces().flatMap(({ id, truth, got }) => {
      if (truth.rcpt === undefined) return []
      const found = new Set(got.recipients.map(({ address }) => address))
      return {
        id: `${id} (${[...found].join(' ')})`,
        right: truth.rcpt.every((spellings) => spellings.some((one) => found.has(normaliseAddress(one)))),
      }
    })
    expect(measured('failed recipients', verdicts)).toBeGreaterThanOrEqual(0.95)
  })

  it('tell the status', () => {
    const verdicts = bounces().flatMap(({ id, truth, got }) =>
      truth.status === undefined || truth.status_real === false
        ? []
        : {
            id: `${id} (${got.recipients[0]?.status}, not ${truth.status})`,
            right: got.recipients[0]?.status === truth.status,
          },
    )
    expect(measured('status', verdicts)).toBeGreaterThanOrEqual(0.7)
  })

  it('tell what is final', () => {
    const verdicts = bounces().flatMap(({ id, truth, got }) =>
      truth.permanent === undefined ? [] : { id, right: got.recipients[0]?.permanent === truth.permanent },
    )
    expect(measured('permanent', verdicts)).toBeGreaterThanOrEqual(0.94)
  })

  it('tell dead addresses', () => {
    const verdicts = bounces().flatMap(({ id, truth, got }) =>
      truth.hardbounce === undefined
        ? []
        : {
            id: `${id} (${got.recipients[0]?.reason})`,
            right: got.recipients[0]?.hard === truth.hardbounce,
          },
    )
    expect(measured('hard', verdicts)).toBeGreaterThanOrEqual(0.75)
  })

  it('tell the Message-ID of the mail that came back', () => {
    const verdicts = bounces().flatMap(({ id, truth, got }) =>
      truth.omid === undefined ? [] : { id, right: got.originalMessageIds.includes(truth.omid) },
    )
    expect(measured('original Message-ID', verdicts)).toBeGreaterThanOrEqual(0.95)
  })
})

it.skipIf(hasCorpus())(CORPUS_MISSING, () => {})
