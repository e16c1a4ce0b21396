import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { NarrowPage } from '#ui/narrow-page.tsx'
import { ForgottenStep } from './forgotten-step.tsx'
import { PasswordStep } from './password-step.tsx'
import { TwoFactorStep } from './two-factor-step.tsx'

/** Address and password, then the second factor where there is one; afterwards the page that was asked for. */
export const SignInPage = () => {
  const { to = '/' } = useSearch({ from: '/sign-in' })
  const router = useRouter()
  const queries = useQueryClient()
  const [step, setStep] = useState<'password' | 'second factor' | 'forgotten'>('password')
  const enter = async () => {
    queries.clear()
    await router.invalidate()
    router.history.push(to)
  }
  if (step === 'forgotten')
    return (
      <NarrowPage title="Password forgotten" about="You get a link with which you choose a new one.">
        <ForgottenStep onBack={() => setStep('password')} />
      </NarrowPage>
    )
  return step === 'password' ? (
    <NarrowPage title="Sign in">
      <PasswordStep
        onSignedIn={enter}
        onSecondFactor={() => setStep('second factor')}
        onForgotten={() => setStep('forgotten')}
      />
    </NarrowPage>
  ) : (
    <NarrowPage title="Your second factor" about="Your password was right. Now the code that your app shows.">
      <TwoFactorStep onSignedIn={enter} onBack={() => setStep('password')} />
    </NarrowPage>
  )
}
