import { describe, expect, it } from 'vitest'
import { CORPUS_MISSING, corpusFile, hasCorpus, manifest, measured } from '../testing/corpus.ts'
import { smtpCodeIn } from './bounced-recipient.ts'
import { classifySmtpAnswer, isDeadAddress, type SmtpVerdict } from './classify-smtp-answer.ts'

type Row = {
  id: string
  /** Rows of one publisher have their text in a file. */
  path?: string
  text?: string
  status: string | null
  permanent: boolean
  hardbounce?: boolean
  spam?: boolean
}

const judge = (row: Row): SmtpVerdict => {
  const text = row.text ?? corpusFile(row.path ?? '').toString('utf8')
  return classifySmtpAnswer({ code: smtpCodeIn(text), text, stage: 'unknown' })
}

describe.runIf(hasCorpus())('the published answers', () => {
  const judged = hasCorpus() ? manifest<Row>('diag').map((row) => ({ row, got: judge(row) })) : []

  it('are final or not', () => {
    const verdicts = judged.map(({ row, got }) => ({
      id: `${row.id} (${got.permanence})`,
      right: (got.permanence === 'permanent') === row.permanent,
    }))
    expect(measured('answer permanent', verdicts)).toBeGreaterThanOrEqual(0.85)
  })

  it('bear their status', () => {
    const verdicts = judged.flatMap(({ row, got }) =>
      row.status === null ? [] : { id: `${row.id} (${got.status})`, right: got.status === row.status },
    )
    expect(measured('answer status', verdicts)).toBeGreaterThanOrEqual(0.58)
  })

  it('tell dead addresses', () => {
    const verdicts = judged.flatMap(({ row, got }) =>
      row.hardbounce === undefined
        ? []
        : {
            id: `${row.id} (${got.reason})`,
            right: (got.permanence === 'permanent' && isDeadAddress(got.reason)) === row.hardbounce,
          },
    )
    expect(measured('answer hard', verdicts)).toBeGreaterThanOrEqual(0.66)
  })
})

it.skipIf(hasCorpus())(CORPUS_MISSING, () => {})
