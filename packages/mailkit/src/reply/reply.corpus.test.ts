import { expect, it } from 'vitest'
import { CORPUS_MISSING, corpusFile, hasCorpus, manifest, measured } from '../testing/corpus.ts'
import { newTextOf } from './new-text-of.ts'

type Row = {
  id: string
  path: string
  input: 'text' | 'html'
  expected: string
  /** Whether the publisher counts the signature as part of what was written. */
  signature: 'keep' | 'strip'
}

const bare = (text: string): string => text.replace(/\s+/g, '')

it.runIf(hasCorpus())('finds what was newly written in the published answers', () => {
  const verdicts = manifest<Row>('reply').map((row) => {
    const { newText, signature = '' } = newTextOf({ [row.input]: corpusFile(row.path).toString('utf8') })
    const got = row.signature === 'keep' ? `${newText}${signature}` : newText
    return { id: row.id, right: bare(got) === bare(row.expected) }
  })
  expect(measured('new text of a reply', verdicts)).toBeGreaterThanOrEqual(0.88)
})

it.skipIf(hasCorpus())(CORPUS_MISSING, () => {})
