import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { apiQuery } from '#api/index.ts'
import { EmptyState } from '#ui/states/index.ts'
import { FOLDER_WORDS } from '../folders.ts'
import type { Folder } from '../inbox-search.ts'

const WORDS: Readonly<Record<Folder, { title: string; text: string }>> = {
  all: { title: 'All answered', text: 'When somebody answers one of your mails, it comes here by itself.' },
  replies: { title: 'No open replies', text: 'What prospects write comes here. What is done is under Done.' },
  away: {
    title: 'Nobody is away',
    text: 'Out-of-office notes come here, with the day of return where they name one.',
  },
  bounces: {
    title: 'Nothing came back',
    text: 'Mails that could not be delivered come here with the reason.',
  },
  unsubscribed: {
    title: 'Nobody unsubscribed',
    text: 'Whoever asks for no more mails by an answer comes here; he gets none any more.',
  },
  notices: { title: 'No notices', text: 'Delivery notices and automatic mails come here.' },
  own: { title: 'No own answers', text: 'What you answer from your usual mail program is shown here.' },
  snoozed: {
    title: 'Nothing put off',
    text: 'Threads that you snooze (s) wait here until their time comes.',
  },
  done: { title: 'Nothing done yet', text: 'Threads that you mark as done (e) come here.' },
  uncertain: {
    title: 'Nothing is uncertain',
    text: 'Mails of which no server said whether it took them would be listed here.',
  },
}

/** For a part without threads: what would stand in it, and what to do where no mailbox is read yet. */
export const EmptyFolder = ({ folder }: { folder: Folder }) => {
  const { data } = useQuery(apiQuery('/mailboxes'))
  if (data?.items.length === 0)
    return (
      <EmptyState
        isSmall
        icon={FOLDER_WORDS.all.icon}
        title="No mailbox is connected"
        text="Connect the mailbox that you send from, and its answers come here."
        action={
          <Button renderRoot={(props) => <Link to="/mailboxes/new" {...props} />}>Connect a mailbox</Button>
        }
      />
    )
  return <EmptyState isSmall icon={FOLDER_WORDS[folder].icon} {...WORDS[folder]} />
}
