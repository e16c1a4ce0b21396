import { Button, Code, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiError, sentenceOf } from '#api/index.ts'
import { StatePanel } from './state-panel.tsx'

type Props = { error: unknown; onRetry?: () => void; isSmall?: boolean; isPage?: boolean }

/** For what could not be loaded: the server's sentence, the id under which its log tells more, and once more. */
export const FailedState = ({ error, onRetry, isSmall = false, isPage = false }: Props) => {
  const { title, text } = wordsOf(error)
  const requestId = error instanceof ApiError && error.status >= 500 ? error.requestId : undefined
  return (
    <div role="alert">
      <StatePanel
        isSmall={isSmall}
        isPage={isPage}
        color="red"
        icon={IconAlertTriangle}
        title={title}
        text={
          <>
            {text}
            {requestId !== undefined && (
              <Text span size="xs" display="block" mt={4}>
                Request <Code>{requestId}</Code>
              </Text>
            )}
          </>
        }
        action={
          onRetry && (
            <Button variant="default" onClick={onRetry}>
              Try again
            </Button>
          )
        }
      />
    </div>
  )
}

const wordsOf = (error: unknown): { title: string; text: string } => {
  if (!(error instanceof ApiError))
    return {
      title: 'This page stumbled',
      text: `${sentenceOf(error)} If Cadenza was updated just now, loading the page anew helps.`,
    }
  if (error.status === 404) return { title: 'It is not here', text: error.message }
  if (error.status === 403) return { title: 'This is not yours to see', text: error.message }
  if (error.code === 'unreachable') return { title: 'No connection', text: error.message }
  return { title: 'It could not be loaded', text: error.message }
}
