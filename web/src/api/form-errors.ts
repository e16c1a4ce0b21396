import { ApiError } from './api-error.ts'

/**
 * The server's refusal at the field that it names, for `form.setErrors`; null when it names none that the form has, so that the form says
 * it as a whole. `steps[2].wait` becomes `steps.2.wait`, as Mantine's forms write it.
 *
 * @param names the server's fields by the form's, where they differ: `{ 'smtp.host': 'smtpHost' }`
 */
export const formErrors = (
  error: unknown,
  fields: readonly string[],
  names: Readonly<Record<string, string>> = {},
): Record<string, string> | null => {
  if (!(error instanceof ApiError) || error.field === undefined) return null
  const path = error.field.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^body\./, '')
  const field = names[path] ?? path
  const isKnown = fields.some((known) => field === known || field.startsWith(`${known}.`))
  return isKnown ? { [field]: error.message } : null
}
