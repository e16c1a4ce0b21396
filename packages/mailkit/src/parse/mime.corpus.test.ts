import { beforeAll, describe, expect, it } from 'vitest'
import { normaliseAddress } from '../addresses/normalise-address.ts'
import { CORPUS_MISSING, corpusFile, hasCorpus, manifest, measured } from '../testing/corpus.ts'
import { parseMessage } from './parse-message.ts'
import type { ParsedMessage } from './parsed-message.ts'

type Row = {
  id: string
  path: string
  kind: 'truth' | 'robust'
  subject?: string
  from_addr?: string
  n_attach?: number
  filenames?: string[]
  /** The text parts, in order. */
  text?: string[]
}

const bare = (text: string): string => text.replace(/\s+/g, '')

describe.runIf(hasCorpus())('the published mails', () => {
  let read: { row: Row; mail: ParsedMessage }[] = []
  beforeAll(async () => {
    read = []
    for (const row of manifest<Row>('mime')) {
      read.push({ row, mail: await parseMessage(corpusFile(row.path)) })
    }
  })

  const share = (what: string, verdict: (row: Row, mail: ParsedMessage) => boolean | undefined): number =>
    measured(
      what,
      read.flatMap(({ row, mail }) => {
        const right = verdict(row, mail)
        return right === undefined ? [] : { id: row.id, right }
      }),
    )

  it('have their subject', () => {
    const right = share('subject', ({ subject }, mail) =>
      // Where the publisher's parser could not read a subject, there is nothing to compare with.
      subject === undefined || subject.includes('\ufffd') ? undefined : bare(mail.subject) === bare(subject),
    )
    expect(right).toBeGreaterThanOrEqual(0.9)
  })

  it('have their sender', () => {
    const right = share('sender', ({ from_addr: from }, mail) =>
      from === undefined ? undefined : mail.from?.address === normaliseAddress(from),
    )
    expect(right).toBeGreaterThanOrEqual(0.9)
  })

  it('have their text', () => {
    const right = share('text', ({ text }, mail) =>
      text === undefined ? undefined : text.some((part) => bare(mail.text ?? '').includes(bare(part))),
    )
    expect(right).toBeGreaterThanOrEqual(0.9)
  })

  it('have their attachments', () => {
    const right = share('attachments', ({ filenames }, mail) => {
      const found = mail.attachments.map(({ fileName }) => fileName)
      return filenames?.every((name) => found.includes(name))
    })
    expect(right).toBeGreaterThanOrEqual(0.75)
  })
})

it.skipIf(hasCorpus())(CORPUS_MISSING, () => {})
