import { Button, SegmentedControl, Stack } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { api, apiPages, type ItemOf, itemsOf, useApiMutation } from '#api/index.ts'
import { DataTable } from '#ui/data-table/index.ts'
import { countOf } from '#ui/numbers.ts'
import { Section } from '#ui/section.tsx'
import { EmptyState } from '#ui/states/index.ts'
import { DELIVERY_STATES } from '../settings-search.ts'
import { DELIVERY_COLUMNS, DELIVERY_WORDS } from './delivery-columns.tsx'
import { DeliveryDialog } from './delivery-dialog.tsx'

type Delivery = ItemOf<'/webhooks/{id}/deliveries'>

/** Every delivery, newest first, with the way to send those again that were given up. */
export const Deliveries = ({ webhookId }: { webhookId: string }) => {
  const { state } = useSearch({ from: '/app/settings/webhooks/$webhookId' })
  const navigate = useNavigate({ from: '/settings/webhooks/$webhookId' })
  const [shown, setShown] = useState<Delivery | null>(null)
  const path = { id: webhookId }
  const query = state === undefined ? {} : { state }
  const deliveries = useInfiniteQuery({
    ...apiPages('/webhooks/{id}/deliveries', { params: { path, query } }),
    // What waits is tried again while one looks.
    refetchInterval: 5_000,
  })
  const replay = useApiMutation({
    mutate: () => api.post('/webhooks/{id}/replay', { params: { path }, body: {} }),
    changes: ['/webhooks'],
    done: ({ replayed }) =>
      replayed === 0
        ? 'Nothing was set aside.'
        : `${countOf(replayed, 'delivery', 'deliveries')} sent again.`,
  })
  return (
    <Section
      title="Deliveries"
      isFlush
      actions={
        <Button variant="default" size="xs" loading={replay.isPending} onClick={() => replay.mutate()}>
          Send what was set aside again
        </Button>
      }
    >
      <Stack px="lg" pb="sm">
        <SegmentedControl
          aria-label="State of the deliveries"
          size="xs"
          w="fit-content"
          maw="100%"
          data={[
            { value: 'all', label: 'All' },
            ...DELIVERY_STATES.map((value) => ({ value, label: DELIVERY_WORDS[value].label })),
          ]}
          value={state ?? 'all'}
          onChange={(value) =>
            void navigate({
              search: { state: DELIVERY_STATES.find((one) => one === value) },
              replace: true,
              resetScroll: false,
            })
          }
        />
      </Stack>
      <DataTable
        label="Deliveries"
        columns={DELIVERY_COLUMNS}
        rows={itemsOf(deliveries.data)}
        keyOf={({ id }) => id}
        loading={deliveries}
        onOpen={(delivery: Delivery) => setShown(delivery)}
        empty={
          <EmptyState
            isSmall
            icon={IconHistory}
            title="No deliveries"
            text={
              state === undefined
                ? 'Nothing has happened yet that it is told of. Send a test.'
                : 'None is in this state.'
            }
          />
        }
      />
      {shown && <DeliveryDialog delivery={shown} onClose={() => setShown(null)} />}
    </Section>
  )
}
