import { expect, test } from 'vitest'
import { readCodes, readEnrolment } from './read-answer.ts'

test('the secret is read from the address, in fours', () => {
  const answer = {
    totpURI: 'otpauth://totp/Cadenza:a%40b.test?secret=ABCDEFGHIJ&issuer=Cadenza',
    backupCodes: ['x-y'],
  }
  expect(readEnrolment(answer)).toEqual({ uri: answer.totpURI, secret: 'ABCD EFGH IJ', codes: ['x-y'] })
})

test('an answer of another form has nothing', () => {
  for (const answer of [null, undefined, 1, 'text', { totpURI: 1, backupCodes: {} }])
    expect(readEnrolment(answer)).toEqual({ uri: '', secret: '', codes: [] })
  expect(readCodes({ backupCodes: ['a', 1, null] })).toEqual(['a'])
})
