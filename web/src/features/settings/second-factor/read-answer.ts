export type Enrolment = { uri: string; secret: string; codes: string[] }

/** The codes of an answer, as they are shown. */
export const readCodes = (answer: unknown): string[] => {
  const codes: unknown = Reflect.get(Object(answer), 'backupCodes')
  return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : []
}

/** What an authenticator needs, from the answer that begins to set it up; the secret in fours, to be typed. */
export const readEnrolment = (answer: unknown): Enrolment => {
  const uri: unknown = Reflect.get(Object(answer), 'totpURI')
  const text = typeof uri === 'string' ? uri : ''
  const secret = URL.parse(text)?.searchParams.get('secret') ?? ''
  return { uri: text, secret: (secret.match(/.{1,4}/g) ?? []).join(' '), codes: readCodes(answer) }
}
