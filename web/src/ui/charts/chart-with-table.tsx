import { ActionIcon, Box, Group, ScrollArea, SegmentedControl, Table, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { Section } from '../section.tsx'
import { saveFile } from './save-file.ts'
import { writeCsv } from './write-csv.ts'

/** A column of the table behind a chart. */
export type ChartColumn<Row> = {
  header: string
  /** What the file gets. */
  value(row: Row): string | number | null
  /** What is shown, where that is another text. */
  show?(row: Row): ReactNode
}

type Props<Row> = {
  title: string
  about?: ReactNode
  /** What the chart says, for those who do not see it. */
  summary: string
  chart: ReactNode
  /** False: it holds text and links, which are read as they stand. */
  isPicture?: boolean
  columns: readonly ChartColumn<Row>[]
  rows: readonly Row[]
  keyOf(row: Row): string
  /** Without its end: `engagement-2026-11`. */
  fileName: string
}

/** A chart, the same numbers as a table, and as a file. */
export const ChartWithTable = <Row,>(props: Props<Row>) => {
  const { title, about, summary, chart, isPicture = true, columns, rows, keyOf, fileName } = props
  const [view, setView] = useState('chart')
  const save = () =>
    saveFile({
      name: `${fileName}.csv`,
      type: 'text/csv;charset=utf-8',
      content: writeCsv(
        columns.map(({ header }) => header),
        rows.map((row) => columns.map(({ value }) => value(row))),
      ),
    })
  return (
    <Section
      title={title}
      about={about}
      actions={
        <Group gap="xs" wrap="nowrap">
          <SegmentedControl
            size="xs"
            aria-label={`${title}: how it is shown`}
            data={[
              { value: 'chart', label: 'Chart' },
              { value: 'table', label: 'Table' },
            ]}
            value={view}
            onChange={setView}
          />
          <Tooltip label="Download as CSV">
            <ActionIcon variant="default" size={30} onClick={save} aria-label={`${title}: download as CSV`}>
              <IconDownload size={16} stroke={1.75} />
            </ActionIcon>
          </Tooltip>
        </Group>
      }
    >
      {view === 'chart' ? (
        <Box {...(isPicture && { role: 'img', 'aria-label': summary })}>{chart}</Box>
      ) : (
        <ScrollArea.Autosize mah={420} viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': title }}>
          <Table stickyHeader aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                {columns.map(({ header }, index) => (
                  <Table.Th key={header} data-number={index > 0 || undefined}>
                    {header}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={keyOf(row)}>
                  {columns.map(({ header, value, show }, index) => (
                    <Table.Td key={header} data-number={index > 0 || undefined}>
                      {show ? show(row) : value(row)}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
    </Section>
  )
}
