import { domainToASCII } from 'node:url'
import { invalidInput } from '#platform/errors/index.ts'

const LOCAL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}$/
const DOMAIN = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/

/** A login address as it is stored and compared: trimmed, lower-cased, without `mailto:`, its domain in ASCII. */
export const normaliseLogin = (typed: string): string => {
  const address = typed
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '')
  const at = address.lastIndexOf('@')
  if (at < 0) return address
  const domain = address.slice(at + 1)
  return /^[\x20-\x7e]*$/.test(domain) ? address : `${address.slice(0, at)}@${domainToASCII(domain)}`
}

/** The same, or invalid_input when it is no address that somebody can sign in with. */
export const readLoginEmail = (typed: string, field = 'email'): string => {
  const address = normaliseLogin(typed)
  const at = address.lastIndexOf('@')
  if (
    at < 1 ||
    address.length > 254 ||
    !LOCAL.test(address.slice(0, at)) ||
    !DOMAIN.test(address.slice(at + 1))
  )
    throw invalidInput(
      field,
      `${field} must be a mail address such as hello@klenty.com; "${typed.slice(0, 254)}" is not.`,
    )
  return address
}
