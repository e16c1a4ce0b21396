import { useMediaQuery } from '@mantine/hooks'
import { IconMail } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { neighbour, nextAfterClosing } from '#features/tasks/neighbours.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { useShortcuts } from '#ui/shortcuts/index.ts'
import { StatePanel } from '#ui/states/index.ts'
import classes from './inbox.module.css'
import { type InboxSearch, readInboxSearch } from './inbox-search.ts'
import { BulkBar } from './list/bulk-bar.tsx'
import { FolderList } from './list/folder-list.tsx'
import { ListFilters } from './list/list-filters.tsx'
import { ThreadList } from './list/thread-list.tsx'
import { ThreadPane } from './thread/thread-pane.tsx'
import { UncertainList } from './uncertain-list.tsx'
import { useCounts, useThreads } from './use-inbox.ts'
import { useThreadChanges } from './use-thread-changes.ts'

type Change = Partial<Record<keyof InboxSearch, unknown>>

/** What came into the mailboxes: parts, threads, and the one that is read; one at a time where there is no room. */
export const InboxPage = () => {
  const search = useSearch({ from: '/app/inbox' })
  const navigate = useNavigate({ from: '/inbox' })
  const counts = useCounts()
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false })
  const change = (next: Change, replace = true): void =>
    void navigate({
      search: (before) => readInboxSearch({ ...before, ...next }),
      replace,
      resetScroll: false,
    })
  const isReading = !isWide && search.thread !== undefined
  return (
    <>
      {!isReading && <PageHeader title="Inbox" />}
      <div className={classes.panes}>
        {!isReading && <FolderList search={search} counts={counts} />}
        {search.folder === 'uncertain' ? (
          <UncertainList />
        ) : (
          <Threads search={search} isWide={isWide} onChange={change} />
        )}
      </div>
    </>
  )
}

type Props = { search: InboxSearch; isWide: boolean; onChange(change: Change, replace?: boolean): void }

const Threads = ({ search, isWide, onChange }: Props) => {
  const list = useThreads(search)
  const { threads } = list
  const changes = useThreadChanges()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const openId = search.thread ?? (isWide ? threads[0]?.id : undefined)
  const open = (thread: string | undefined, replace = true) => onChange({ thread }, replace)
  const select = (id: string): void =>
    setSelected((before) => {
      const after = new Set(before)
      if (!after.delete(id)) after.add(id)
      return after
    })
  useShortcuts('Inbox', [
    { keys: 'j', label: 'Next thread', run: () => open(neighbour(threads, openId, 1)?.id) },
    { keys: 'k', label: 'Thread before', run: () => open(neighbour(threads, openId, -1)?.id) },
    { keys: 'x', label: 'Select the thread', run: () => openId !== undefined && select(openId) },
  ])
  const chosen = threads.filter(({ id }) => selected.has(id))
  const isListHidden = !isWide && search.thread !== undefined
  return (
    <>
      {!isListHidden && (
        <div className={classes.list}>
          <ListFilters search={search} onChange={(next) => onChange({ ...next, thread: undefined })} />
          {chosen.length > 0 && (
            <BulkBar threads={chosen} changes={changes} onClear={() => setSelected(new Set())} />
          )}
          <ThreadList
            {...list}
            search={search}
            openId={isWide ? openId : undefined}
            selected={selected}
            onOpen={(id) => open(id, isWide)}
            onSelect={select}
          />
        </div>
      )}
      {openId !== undefined ? (
        <ThreadPane
          threadId={openId}
          changes={changes}
          onLeft={() => open(isWide ? nextAfterClosing(threads, openId)?.id : undefined)}
          onBack={() => open(undefined)}
        />
      ) : (
        isWide &&
        threads.length > 0 && (
          <StatePanel
            isSmall
            icon={IconMail}
            title="No thread is open"
            text="Choose one at the left, or press j."
          />
        )
      )}
    </>
  )
}
