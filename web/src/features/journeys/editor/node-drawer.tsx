import { Drawer } from '@mantine/core'
import { lazy, Suspense } from 'react'
import { LoadingRows } from '#ui/states/index.ts'
import { kindWord } from '../nodes/node-words.ts'
import type { JourneyNode } from '../types.ts'
import type { NodeFormProps } from './node-form.tsx'

const NodeForm = lazy(async () => ({ default: (await import('./node-form.tsx')).NodeForm }))

type Props = Omit<NodeFormProps, 'node'> & { node: JourneyNode | undefined }

/** The node that is open, at the side. */
export const NodeDrawer = ({ node, onClose, ...rest }: Props) => (
  <Drawer
    opened={node !== undefined}
    onClose={onClose}
    closeButtonProps={{ 'aria-label': 'Close' }}
    position="right"
    size={node?.kind === 'mail' ? '68rem' : '26rem'}
    title={node ? kindWord(node) : ''}
    overlayProps={{ backgroundOpacity: 0.15 }}
  >
    {node && (
      <Suspense fallback={<LoadingRows rows={4} />}>
        <NodeForm key={node.id} node={node} onClose={onClose} {...rest} />
      </Suspense>
    )}
  </Drawer>
)
