import { expect, test } from 'vitest'
import { createTestDatabase } from '#test/database.ts'
import { checkFingerprint } from './check-fingerprint.ts'

test('the first key is noted, the same is let in, another refused', async () => {
  const { db, drop } = await createTestDatabase()
  try {
    await checkFingerprint(db, 'aaaa')
    await checkFingerprint(db, 'aaaa')
    await expect(checkFingerprint(db, 'bbbb')).rejects.toThrow(
      'This database belongs to the secret key aaaa, but this process has the key bbbb. Set SECRET_KEY',
    )
  } finally {
    await drop()
  }
})
