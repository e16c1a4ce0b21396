import { randomBytes } from 'node:crypto'
import type { Secrets } from '#platform/secrets/index.ts'

const BYTES = 32

/** As the Standard Webhooks write one. */
export const newSecret = (): string => `whsec_${randomBytes(BYTES).toString('base64')}`

const contextOf = ({ companyId, webhookId }: { companyId: string; webhookId: string }): string =>
  `webhook:${companyId}:${webhookId}`

type Whose = { companyId: string; webhookId: string }

export const sealSecret = (secrets: Secrets, whose: Whose, secret: string): string =>
  secrets.encrypt(secret, contextOf(whose))

/** Throws an AppError when the instance has another key now. */
export const openSecret = (secrets: Secrets, whose: Whose, sealed: string): string =>
  secrets.decrypt(sealed, contextOf(whose))
