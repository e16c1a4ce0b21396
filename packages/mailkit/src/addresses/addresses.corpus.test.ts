import { expect, it } from 'vitest'
import { CORPUS_MISSING, hasCorpus, manifest } from '../testing/corpus.ts'
import { isValidAddress } from './is-valid-address.ts'

type Row = { address: string; rfc5321: boolean }

it.runIf(hasCorpus())('agrees with the published verdict on every address', () => {
  const wrong = manifest<Row>('email_addr').filter(
    ({ address, rfc5321 }) => (isValidAddress(address) === true) !== rfc5321,
  )
  expect(wrong).toEqual([])
})

it.skipIf(hasCorpus())(CORPUS_MISSING, () => {})
