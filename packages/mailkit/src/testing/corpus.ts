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

export const corpusFile = (path: string): Buffer => readFileSync(join(FOLDER, path))
