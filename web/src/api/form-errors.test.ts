import { expect, test } from 'vitest'
import { ApiError } from './api-error.ts'
import { formErrors } from './form-errors.ts'

const refused = (field?: string) =>
  new ApiError({ code: 'invalid_input', message: 'No.', field, status: 400 })

test('a refusal stands at the field that the form has for it', () => {
  expect(formErrors(refused('email'), ['email'])).toEqual({ email: 'No.' })
  expect(formErrors(refused('steps[2].wait'), ['steps'])).toEqual({ 'steps.2.wait': 'No.' })
  expect(formErrors(refused('smtp.host'), ['smtpHost'], { 'smtp.host': 'smtpHost' })).toEqual({
    smtpHost: 'No.',
  })
})

test('what no field of the form is about is for the form as a whole', () => {
  expect(formErrors(refused('other'), ['email'])).toBeNull()
  expect(formErrors(refused('emails'), ['email'])).toBeNull()
  expect(formErrors(refused(), ['email'])).toBeNull()
  expect(formErrors(new Error('email'), ['email'])).toBeNull()
})
