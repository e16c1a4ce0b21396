import { expect, it } from 'vitest'
import { parseMessage } from '../parse/parse-message.ts'
import { CORPUS_MISSING, corpusFile, hasCorpus, manifest, measured } from '../testing/corpus.ts'

type Row = { path: string; kind: 'parent' | 'orphan'; parent: string | null; parent_id: string | null }

it.runIf(hasCorpus())(
  'finds the parent of every published answer',
  async () => {
    const verdicts: { id: string; right: boolean }[] = []
    const ids = new Map<string, string | undefined>()
    const idOf = async (path: string): Promise<string | undefined> => {
      if (!ids.has(path)) ids.set(path, (await parseMessage(corpusFile(path))).messageId)
      return ids.get(path)
    }
    for (const row of manifest<Row>('threading')) {
      const { inReplyTo, references } = await parseMessage(corpusFile(row.path))
      if (row.parent === null) continue
      const parentId = await idOf(row.parent)
      verdicts.push({
        id: row.path,
        right: parentId !== undefined && [...inReplyTo, ...references].includes(parentId),
      })
    }
    expect(measured('parent of an answer', verdicts)).toBeGreaterThanOrEqual(0.99)
  },
  120_000,
)

it.skipIf(hasCorpus())(CORPUS_MISSING, () => {})
