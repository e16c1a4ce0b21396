import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { messageOf } from '#platform/errors/index.ts'

/** Null when the name can be resolved, else the resolver's words. */
export const unresolvable = async (host: string): Promise<string | null> => {
  if (isIP(host) !== 0) return null
  try {
    await lookup(host)
    return null
  } catch (error) {
    return messageOf(error)
  }
}

const TLS_CODE = /^(ERR_(SSL|TLS)_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERR_OSSL_|ETLS$)/
const CONNECT_CODE = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|CONNECT_TIMEOUT|EACCES|EPERM)$/
const TLS_WORDS = /certificate|\bSSL\b|\bTLS\b|wrong version number|packet length too long/i

/** Which part of connecting the code or words of a socket's error speak of; undefined for neither. */
export const socketStage = (
  codes: readonly (string | undefined)[],
  words: string,
): 'connect' | 'tls' | undefined => {
  if (codes.some((code) => code !== undefined && TLS_CODE.test(code)) || TLS_WORDS.test(words)) return 'tls'
  return codes.some((code) => code !== undefined && CONNECT_CODE.test(code)) ? 'connect' : undefined
}
