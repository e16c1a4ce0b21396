import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * How Twilio signs a form that it posts: HMAC-SHA1 under the account's auth token over the URL and then every field's name and value, sorted by
 * name, in base64.
 */
export const twilioSignature = (input: {
  authToken: string
  url: string
  fields: URLSearchParams
}): string => {
  const names = [...new Set(input.fields.keys())].sort()
  const text = names.flatMap((name) =>
    [...new Set(input.fields.getAll(name))].sort().map((value) => name + value),
  )
  return createHmac('sha1', input.authToken)
    .update(input.url + text.join(''))
    .digest('base64')
}

/** Whether Twilio sent a form to this URL. It signs the URL with or without the port, which differs between its products. */
export const isSignedByTwilio = (input: {
  authToken: string
  url: string
  fields: URLSearchParams
  signature: string | undefined
}): boolean => {
  const given = Buffer.from(input.signature ?? '')
  return spellings(input.url).some((url) => {
    const right = Buffer.from(twilioSignature({ ...input, url }))
    return right.length === given.length && timingSafeEqual(right, given)
  })
}

const spellings = (url: string): string[] => {
  const [, scheme = '', host = '', port, rest = ''] =
    /^(https?):\/\/([^/:]+|\[[^\]]+\])(?::(\d+))?(\/.*)?$/.exec(url) ?? []
  const usual = scheme === 'https' ? '443' : '80'
  return [url, `${scheme}://${host}:${port ?? usual}${rest}`, `${scheme}://${host}${rest}`]
}
