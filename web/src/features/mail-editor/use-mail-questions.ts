import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { api } from '#api/index.ts'
import type { MailText } from './mail-editor.tsx'

/** How long after the last letter the server is asked, in milliseconds. */
const PAUSE = 500

/** The mail as a prospect would get it. Asked anew as it is edited. */
export const useMailPreview = (mail: MailText, prospectId: string | null, mailboxId?: string) => {
  const [settled] = useDebouncedValue(mail, PAUSE)
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
  const [settled] = useDebouncedValue(mail, PAUSE)
  return useQuery({
    queryKey: ['/mails/check', settled, unsubscribe],
    queryFn: () => api.post('/mails/check', { body: { ...settled, unsubscribe } }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}
