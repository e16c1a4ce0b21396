import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { AppError } from '#platform/errors/index.ts'

export type Secrets = {
  /**
   * AES-256-GCM under a fresh nonce. `context` says what the text is and whose (`mailbox:<company>:<id>:smtp`); it is not stored, and
   * the text opens only under the same one, so that a value copied to another row is useless there.
   */
  encrypt(text: string, context: string): string
  /** Throws an AppError when the text was made with another key or context, or was changed. */
  decrypt(encrypted: string, context: string): string
  /** HMAC-SHA-256 cut to 128 bits (RFC 2104, section 5), 22 characters of base64url. A signature for one purpose is void for another. */
  sign(options: { purpose: string; text: string }): string
  verify(options: { purpose: string; text: string; signature: string }): boolean
  /** Names the key without giving it away. */
  fingerprint: string
}

const VERSION = 'v1'
const NONCE_BYTES = 12
const TAG_BYTES = 16
const SIGNATURE_BYTES = 16

/** Everything that is done with the instance's one key; each use has a key of its own, derived from it (RFC 5869). */
export const createSecrets = (key: string): Secrets => {
  const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', key, 'cadenza', use, 32))
  const encryptionKey = derive('encryption')
  // Made once: node makes one of a buffer for every signature, which takes five times as long as the signature.
  const signingKey = createSecretKey(derive('signing'))

  const signatureOf = (purpose: string, text: string): Buffer =>
    createHmac('sha256', signingKey).update(`${purpose}\0${text}`).digest().subarray(0, SIGNATURE_BYTES)

  return {
    encrypt: (text, context) => {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', encryptionKey, nonce).setAAD(Buffer.from(context))
      const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return `${VERSION}.${body.toString('base64url')}`
    },
    decrypt: (encrypted, context) => {
      const [version, body] = encrypted.split('.')
      const bytes = Buffer.from(body ?? '', 'base64url')
      if (version !== VERSION || bytes.length < NONCE_BYTES + TAG_BYTES) throw unreadable()
      try {
        const decipher = createDecipheriv('aes-256-gcm', encryptionKey, bytes.subarray(0, NONCE_BYTES))
          .setAAD(Buffer.from(context))
          .setAuthTag(bytes.subarray(-TAG_BYTES))
        const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES))
        return Buffer.concat([text, decipher.final()]).toString('utf8')
      } catch (cause) {
        throw unreadable(cause)
      }
    },
    sign: ({ purpose, text }) => signatureOf(purpose, text).toString('base64url'),
    verify: ({ purpose, text, signature }) => {
      const expected = Buffer.from(signatureOf(purpose, text).toString('base64url'))
      const given = Buffer.from(signature)
      return given.length === expected.length && timingSafeEqual(given, expected)
    },
    fingerprint: derive('fingerprint').subarray(0, 8).toString('hex'),
  }
}

const unreadable = (cause?: unknown): AppError =>
  new AppError({
    code: 'unavailable',
    message:
      'A stored secret cannot be read with this key: it was written with another SECRET_KEY, or changed. Give the old key back, or enter the secret again.',
    cause,
  })
