import { ActionIcon, Menu } from '@mantine/core'
import { IconBan, IconDots, IconMailOff, IconPhonePlus, IconTrash, IconWebhook } from '@tabler/icons-react'
import type { Prospect } from '../types.ts'
import { useProspectActions } from './use-prospect-actions.ts'

/** What is done with a prospect now and then. */
export const ProspectMenu = ({ prospect, onLogCall }: { prospect: Prospect; onLogCall(): void }) => {
  const { sendToWebhook, unsubscribe, forbid, remove } = useProspectActions(prospect)
  const icon = { size: 16, stroke: 1.5 }
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label="More">
          <IconDots size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPhonePlus {...icon} />} onClick={onLogCall}>
          Log a call
        </Menu.Item>
        <Menu.Item leftSection={<IconWebhook {...icon} />} onClick={sendToWebhook}>
          Send to the webhook
        </Menu.Item>
        <Menu.Divider />
        {prospect.status !== 'unsubscribed' && (
          <Menu.Item leftSection={<IconMailOff {...icon} />} onClick={unsubscribe}>
            He asked for no more mail …
          </Menu.Item>
        )}
        {prospect.status !== 'do_not_contact' && (
          <Menu.Item leftSection={<IconBan {...icon} />} onClick={forbid}>
            Do not contact …
          </Menu.Item>
        )}
        <Menu.Item color="red.8" leftSection={<IconTrash {...icon} />} onClick={remove}>
          Delete …
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
