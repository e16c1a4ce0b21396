import { Button, Center } from '@mantine/core'
import { IconInbox, IconSearch } from '@tabler/icons-react'
import { FailedState, LoadingRows, StatePanel } from '#ui/states/index.ts'
import classes from '../inbox.module.css'
import type { InboxSearch } from '../inbox-search.ts'
import type { useThreads } from '../use-inbox.ts'
import { EmptyFolder } from './empty-folder.tsx'
import { ThreadRow } from './thread-row.tsx'

type Props = ReturnType<typeof useThreads> & {
  search: InboxSearch
  openId: string | undefined
  selected: ReadonlySet<string>
  onOpen(id: string): void
  onSelect(id: string): void
}

/** The threads of a part of the inbox, page after page. Rows out of sight are not drawn (`content-visibility`). */
export const ThreadList = ({ pages, threads, search, openId, selected, onOpen, onSelect }: Props) => {
  if (pages.isPending) return <LoadingRows rows={7} height={80} />
  if (pages.error && threads.length === 0)
    return <FailedState isSmall error={pages.error} onRetry={() => void pages.refetch()} />
  if (threads.length === 0)
    return search.q === undefined && search.who === undefined && search.mailbox === undefined ? (
      <EmptyFolder folder={search.folder ?? 'all'} />
    ) : (
      <StatePanel
        isSmall
        icon={IconSearch}
        title="Nothing found"
        text="No thread is like that. Change the search or the filters."
      />
    )
  return (
    <>
      <ul className={classes.rows} aria-label="Threads">
        {threads.map((thread) => (
          <ThreadRow
            key={thread.id}
            thread={thread}
            showsKind={!isOfOneKind(search)}
            isOpen={thread.id === openId}
            isSelected={selected.has(thread.id)}
            onOpen={() => onOpen(thread.id)}
            onSelect={() => onSelect(thread.id)}
          />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Center mt="sm">
          <Button
            variant="default"
            leftSection={<IconInbox size={16} aria-hidden />}
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            Show older threads
          </Button>
        </Center>
      )}
    </>
  )
}

const isOfOneKind = ({ folder }: InboxSearch): boolean =>
  folder !== undefined && folder !== 'snoozed' && folder !== 'done'
