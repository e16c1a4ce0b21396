import { Alert, Anchor, Skeleton, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery, sentenceOf } from '#api/index.ts'
import classes from './mail-editor.module.css'
import type { MailText } from './mail-editor.tsx'
import { MailFrame } from './mail-frame.tsx'
import { ProspectPicker } from './prospect-picker.tsx'
import { useMailPreview } from './use-mail-questions.ts'

type Props = {
  mail: MailText
  prospectId: string | null
  onProspect(prospectId: string | null): void
  /** What stands as subject where the mail has none. */
  noSubject?: string
}

/** The mail filled in for a prospect, with what is missing of him said. */
export const MailPreview = ({ mail, prospectId, onProspect, noSubject = '(no subject)' }: Props) => {
  const first = useQuery({
    ...apiQuery('/prospects', { params: { query: { limit: 20 } } }),
    staleTime: 60_000,
  })
  const shownFor = prospectId ?? first.data?.items[0]?.id ?? null
  const preview = useMailPreview(mail, shownFor)
  if (first.data?.items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        There is nobody to show this mail for yet.{' '}
        <Anchor underline="always" renderRoot={(props) => <Link to="/prospects/import" {...props} />}>
          Import prospects
        </Anchor>
        , and it is filled in with their data.
      </Text>
    )
  return (
    <Stack gap="sm">
      <ProspectPicker value={shownFor} onChange={onProspect} />
      {preview.isError ? (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title="It cannot be shown">
          {sentenceOf(preview.error)}
        </Alert>
      ) : preview.data ? (
        <>
          {preview.data.missing.length > 0 && (
            <Alert
              color="yellow"
              icon={<IconAlertTriangle size={18} />}
              title={`${preview.data.missing.join(', ')} ${preview.data.missing.length === 1 ? 'is' : 'are'} missing`}
            >
              This prospect would be held back until it is filled in. A default sends the mail all the same.
            </Alert>
          )}
          <div className={classes.paper}>
            <div className={classes.subject}>
              <Text size="sm" fw={600}>
                {preview.data.subject || noSubject}
              </Text>
            </div>
            <MailFrame html={preview.data.html} title="Preview of the mail" />
          </div>
        </>
      ) : (
        <Skeleton height={260} />
      )}
      <Text size="xs" c="dimmed">
        Without tracking and pictures from elsewhere.
      </Text>
    </Stack>
  )
}
