import type { CallProvider } from './call.ts'
import type { PhoneNumber } from './phone-number.ts'

/** What a provider has checked, and how the call is begun. */
export type PreparedCall = {
  /** The number that the prospect sees, where it is known. */
  fromNumber: string | null
  /** Begins the call of this id: answers what the provider calls it, or the link that begins it on the user's own device. */
  begin(callId: string): Promise<{ callSid: string | null; url: string | null }>
}

/** A way to bring a user and a prospect together on the telephone. A further provider is one more of these. */
export type Dialler = {
  provider: Exclude<CallProvider, 'manual'>
  /** Checks what the call needs before anything is written. Throws `not_allowed` or `invalid_input` with the way out. */
  prepare(input: { companyId: string; userId: string; to: PhoneNumber }): Promise<PreparedCall>
}
