import { SegmentedControl, Skeleton, Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '#api/index.ts'
import { Section } from '#ui/section.tsx'
import { FailedState } from '#ui/states/index.ts'
import classes from '../settings.module.css'
import type { PageWords } from './languages.ts'

/** The page as the server would write it, in a frame that runs nothing. */
export const PagePreview = ({ words }: { words: PageWords }) => {
  const [part, setPart] = useState('asks')
  const [settled] = useDebouncedValue(JSON.stringify(words), 300)
  const preview = useQuery({
    queryKey: ['/unsubscribe-page/preview', settled],
    queryFn: () => api.post('/unsubscribe-page/preview', { body: words }),
    placeholderData: keepPreviousData,
  })
  return (
    <Section title="Preview" about="Your own address stands for the reader’s.">
      <Stack>
        <SegmentedControl
          aria-label="Which page"
          data={[
            { value: 'asks', label: 'Before' },
            { value: 'done', label: 'After the button' },
          ]}
          value={part}
          onChange={setPart}
        />
        {preview.isPending && <Skeleton height={400} />}
        {preview.error && (
          <FailedState error={preview.error} onRetry={() => void preview.refetch()} isSmall />
        )}
        {preview.data && (
          <iframe
            title="The page on which people unsubscribe"
            sandbox=""
            srcDoc={part === 'asks' ? preview.data.asks : preview.data.done}
            className={classes.frame}
          />
        )}
      </Stack>
    </Section>
  )
}
