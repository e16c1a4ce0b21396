import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '#api/index.ts'
import type { MailText } from './mail-editor.tsx'

/** How long after the last letter the server is asked, in milliseconds. */
const PAUSE = 500

/** Subject and body, and nothing else of what has them, once nobody types. */
const useSettled = ({ subject, body }: MailText): MailText => {
  const text = useMemo(() => ({ subject, body }), [subject, body])
  return useDebouncedValue(text, PAUSE)[0]
}

/** The mail as a prospect would get it. Asked anew as it is edited. */
export const useMailPreview = (mail: MailText, prospectId: string | null, mailboxId?: string) => {
  const settled = useSettled(mail)
  return useQuery({
    queryKey: ['/mails/preview', settled, prospectId, mailboxId],
    queryFn: () =>
      api.post('/mails/preview', {
        body: { ...settled, prospectId: prospectId ?? '', ...(mailboxId !== undefined && { mailboxId }) },
      }),
    enabled: prospectId !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** What is better changed in the mail. Asked anew as it is edited. */
export const useMailChecks = (mail: MailText, unsubscribe: boolean) => {
  const settled = useSettled(mail)
  return useQuery({
    queryKey: ['/mails/check', settled, unsubscribe],
    queryFn: () => api.post('/mails/check', { body: { ...settled, unsubscribe } }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}
