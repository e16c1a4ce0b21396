import { ActionIcon, Checkbox, Popover, ScrollArea, Stack, Tooltip } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { allColumns } from './prospect-columns.tsx'

type Props = { customFields: readonly string[]; chosen: readonly string[]; onChange(columns: string[]): void }

/** Chooses what the table shows of each prospect. */
export const ColumnsMenu = ({ customFields, chosen, onChange }: Props) => (
  <Popover position="bottom-end" shadow="md" width={240} trapFocus returnFocus>
    <Popover.Target>
      <Tooltip label="Columns">
        <ActionIcon variant="default" size={36} aria-label="Columns">
          <IconColumns3 size={18} stroke={1.75} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Popover.Target>
    <Popover.Dropdown>
      <ScrollArea.Autosize mah={360} type="auto">
        <Stack gap="xs">
          {allColumns(customFields).map(({ key, label }) => (
            <Checkbox
              key={key}
              size="xs"
              label={label}
              checked={chosen.includes(key)}
              onChange={() =>
                onChange(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key])
              }
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </Popover.Dropdown>
  </Popover>
)
