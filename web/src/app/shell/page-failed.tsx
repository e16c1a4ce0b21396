import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { PageTitle } from '#ui/page-title.tsx'
import { FailedState } from '#ui/states/index.ts'

/** For a page that could not be shown: what happened, and once more. */
export const PageFailed = ({ error, reset }: ErrorComponentProps) => {
  const router = useRouter()
  const queries = useQueryErrorResetBoundary()
  const retry = () => {
    queries.reset()
    reset()
    void router.invalidate()
  }
  return (
    <>
      <PageTitle title="Something went wrong" />
      <FailedState isPage error={error} onRetry={retry} />
    </>
  )
}
