import type { BounceReason } from './refusal.ts'

/** Enhanced status codes without their class (RFC 3463, RFC 5248 and its registry) that name a reason of their own. */
const BY_DETAIL: Record<string, BounceReason> = {
  '1.0': 'unknown-user',
  '1.1': 'unknown-user',
  '1.2': 'unknown-host',
  '1.3': 'unknown-user',
  '1.4': 'unknown-user',
  '1.6': 'moved',
  '1.7': 'sender-refused',
  '1.8': 'sender-refused',
  '1.10': 'unknown-user',
  '2.1': 'disabled',
  '2.2': 'mailbox-full',
  '2.3': 'too-large',
  '3.4': 'too-large',
  '4.1': 'network',
  '4.2': 'network',
  '4.3': 'network',
  '4.4': 'unknown-host',
  '4.5': 'network',
  '4.6': 'system',
  '4.7': 'expired',
  '7.2': 'refused',
  '7.8': 'login',
  '7.20': 'authentication',
  '7.21': 'authentication',
  '7.22': 'authentication',
  '7.23': 'authentication',
  '7.24': 'authentication',
  '7.25': 'blocked',
  '7.26': 'authentication',
  '7.27': 'sender-refused',
  '7.28': 'rate',
  '7.9': 'login',
  '7.57': 'login',
  '7.60': 'sender-refused',
  '7.124': 'refused',
  '7.129': 'refused',
  '7.133': 'refused',
  '7.134': 'refused',
  '7.135': 'refused',
  '7.136': 'refused',
  '7.509': 'authentication',
  '7.515': 'authentication',
  '7.606': 'blocked',
  '7.750': 'blocked',
}

const BY_SUBJECT: Record<string, BounceReason> = {
  '1': 'unknown-user',
  '3': 'system',
  '4': 'network',
  '5': 'protocol',
  '6': 'spam',
  '7': 'policy',
}

/** What a status such as `5.1.1` means by itself. Servers use it loosely, so clear words come first. */
export const reasonOfStatus = (status: string): BounceReason | undefined =>
  BY_DETAIL[status.slice(status.indexOf('.') + 1)]

/** What its middle number alone means, for when there is nothing better. */
export const reasonOfStatusClass = (status: string): BounceReason | undefined =>
  BY_SUBJECT[status.split('.')[1] ?? '']

/** `x.0.0` and `x.5.0` are what servers write when they mean nothing in particular. */
export const isVagueStatus = (status: string): boolean => /^[245]\.(?:0|5)\.0$/.test(status)

/** The first enhanced status code in a text, not mistaken for an IP address or a version. */
export const statusIn = (text: string): string | undefined =>
  /(?:^|[^\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d]|\.\d)/.exec(text)?.[1]
