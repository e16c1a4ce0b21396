import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'corpora')

/** Whether the folder of real messages is there. It is not part of the project; the tests over it are extra. */
export const hasCorpus = (): boolean => existsSync(join(FOLDER, 'manifests'))

/** Says once, in the name of a skipped test, why there is nothing to see. */
export const CORPUS_MISSING = 'skipped: the folder of real messages (../shared/corpora) is missing'

/** The rows of a manifest, as they are; the caller knows their shape. */
export const manifest = <Row>(name: string): Row[] =>
  readFileSync(join(FOLDER, 'manifests', `${name}.jsonl`), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Row => JSON.parse(line))

const MAX_EXAMPLES = 12

export const corpusFile = (path: string): Buffer => readFileSync(join(FOLDER, path))

/** One comparison with a manifest: what was compared, and whether we agree. */
export type Verdict = { readonly id: string; readonly right: boolean }

/**
 * Prints how many of the verdicts are right, with the first that are not, and answers the share. The numbers are for whoever works on the
 * rules; a test holds the share above a floor.
 */
export const measured = (what: string, verdicts: readonly Verdict[]): number => {
  const wrong = verdicts.filter(({ right }) => !right)
  const right = verdicts.length - wrong.length
  const share = verdicts.length === 0 ? 1 : right / verdicts.length
  const examples = wrong.slice(0, MAX_EXAMPLES).map(({ id }) => id)
  const tail = examples.length === 0 ? '' : `; not: ${examples.join(', ')}`
  process.stdout.write(`${what}: ${right} of ${verdicts.length} (${(share * 100).toFixed(1)} %)${tail}\n`)
  return share
}
