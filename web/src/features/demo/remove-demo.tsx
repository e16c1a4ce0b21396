import { Button } from '@mantine/core'
import { api, useApiMutation } from '#api/index.ts'
import { useSession } from '#app/session.ts'
import { confirm } from '#ui/confirm.ts'

/** Removes the demo, from one's own company. */
export const RemoveDemo = () => {
  const { company, companies } = useSession()
  const demo = companies.find((one) => one.demo)
  const remove = useApiMutation({
    mutate: () => api.delete('/demo'),
    changes: ['/demo', '/me'],
    done: 'The demo is gone.',
  })
  if (company.demo || !demo || company.role !== 'admin') return null
  const ask = () =>
    confirm({
      title: `Remove ${demo.name}?`,
      text: 'The invented company goes with all that is in it, also what you wrote there. It can be made anew.',
      confirm: 'Remove the demo',
      isDestructive: true,
      onConfirm: () => remove.mutate(),
    })
  return (
    <Button variant="default" size="xs" loading={remove.isPending} onClick={ask}>
      Remove the demo
    </Button>
  )
}
