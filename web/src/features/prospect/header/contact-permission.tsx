import { Box, Button, Group, Stack, Text } from '@mantine/core'
import { IconBan } from '@tabler/icons-react'
import { api, useApiMutation } from '#api/index.ts'
import { useHasRole } from '#app/session.ts'
import { Callout } from '#ui/callout.tsx'
import { confirm } from '#ui/confirm.ts'
import { Time } from '#ui/time/index.ts'
import type { Prospect, ProspectContext } from '../types.ts'
import { useProspectContext } from '../use-prospect.ts'

type Suppression = ProspectContext['suppressions'][number]

const REASONS: Readonly<Record<Suppression['reason'], string>> = {
  bounced: 'mails to it came back',
  unsubscribed: 'it asked for no more mail',
  complaint: 'it reported a mail as spam',
  do_not_contact: 'it is marked “Do not contact”',
}

/** Why a prospect may not be mailed, and for managers the way to allow it again. Nothing for those who may. */
export const ContactPermission = ({ prospect }: { prospect: Prospect }) => {
  const { data } = useProspectContext(prospect.id)
  if (!prospect.suppressedBy || !data || data.suppressions.length === 0) return null
  return (
    <Box mb="lg">
      <Callout icon={IconBan} color="red" title="No mail goes to him">
        <Stack gap="xs">
          {data.suppressions.map((one) => (
            <Reason key={`${one.kind} ${one.value} ${one.reason}`} suppression={one} />
          ))}
        </Stack>
      </Callout>
    </Box>
  )
}

const Reason = ({ suppression }: { suppression: Suppression }) => {
  const { kind, value, reason, detail, createdAt } = suppression
  const mayAllow = useHasRole('admin', 'manager')
  const { mutate, isPending } = useApiMutation({
    mutate: () => api.delete('/suppressions', { params: { query: { kind, value, reason } } }),
    changes: ['/prospects', '/suppressions'],
    done: `${value} is off the suppression list.`,
  })
  const ask = (): void =>
    confirm({
      title: `Allow mail to ${value} again?`,
      text: `The reason “${REASONS[reason]}” is taken back${kind === 'domain' ? ' for everybody of this domain' : ''}. What was stopped stays stopped until you start it anew.`,
      confirm: 'Allow mail again',
      onConfirm: () => mutate(),
    })
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm">
        {kind === 'domain' ? `The whole domain ${value}: ` : `${value}: `}
        {REASONS[reason]} (<Time at={createdAt} />){detail && `. “${detail}”`}
      </Text>
      {mayAllow && (
        <Button variant="default" size="compact-sm" loading={isPending} onClick={ask}>
          Allow again
        </Button>
      )}
    </Group>
  )
}
