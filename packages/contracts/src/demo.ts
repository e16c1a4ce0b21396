import { Type } from 'typebox'
import { choice, Id, nullable } from './values.ts'

export const DemoStanding = Type.Object(
  {
    state: choice(['none', 'preparing', 'ready', 'failed']),
    companyId: nullable(Id),
    percent: Type.Integer({ description: 'Of its making' }),
    trouble: nullable(Type.String({ description: 'Why it could not be made' })),
  },
  { title: 'DemoStanding' },
)
