import { hash, randomBytes } from 'node:crypto'

/** 192 bits of chance need no slow hash and no comparison in constant time: the look-up is by the hash. */
const SECRET_BYTES = 24

const KEY = /^cdz_([0-9a-f]{24})_[A-Za-z0-9_-]{32}$/

/** The text of a new key; it carries its company, so that its look-up is keyed by it. Shown once, then only its hash is known. */
export const newApiKey = (companyId: string): string =>
  `cdz_${companyId}_${randomBytes(SECRET_BYTES).toString('base64url')}`

/** SHA-256 of the key's text. */
export const hashApiKey = (key: string): Buffer => hash('sha256', key, 'buffer')

/** The company that a key names, or undefined for what has not the form of a key. */
export const companyOfKey = (key: string): string | undefined => KEY.exec(key)?.[1]
