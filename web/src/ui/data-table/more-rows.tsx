import { Alert, Button, Center, Loader } from '@mantine/core'
import { useEffect } from 'react'
import { sentenceOf } from '#api/index.ts'
import type { Loading } from './data-table.tsx'

type Props = { loading: Loading; isNear: boolean }

/** The end of a table: asks for the next page when it comes near, and says when that failed. */
export const MoreRows = ({ loading, isNear }: Props) => {
  const { hasNextPage = false, isFetchingNextPage = false, fetchNextPage, error } = loading
  const isWanted = isNear && hasNextPage && !isFetchingNextPage && error === null
  useEffect(() => {
    if (isWanted) fetchNextPage?.()
  }, [isWanted, fetchNextPage])
  if (error)
    return (
      <Alert color="red" role="alert" mt="sm" title={sentenceOf(error)}>
        <Button size="xs" variant="default" onClick={() => void fetchNextPage?.()}>
          Try again
        </Button>
      </Alert>
    )
  return isFetchingNextPage ? (
    <Center py="md" role="status" aria-label="Loading more">
      <Loader size="sm" />
    </Center>
  ) : null
}
