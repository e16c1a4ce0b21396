/** A key that nobody else makes: 32 hex digits. (`crypto.randomUUID` is missing where the page came over plain HTTP.) */
export const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  )
