import type { AccountsDeps } from '../accounts-deps.ts'
import type { Caller } from '../caller.ts'
import type { Invitation } from './invitation.ts'
import { invitationPath } from './invitation-link.ts'
import { letterHtml } from './letter-html.ts'

/** Queues a mail with the link through a mailbox of the inviter; false when he has none that runs. */
export const mailInvitation = async (
  deps: AccountsDeps,
  {
    caller,
    invitation,
    origin,
  }: { caller: Pick<Caller, 'companyId' | 'userId'>; invitation: Invitation; origin: string },
): Promise<boolean> => {
  const { companyId, userId } = caller
  const { rows } = await deps.db.query<{ company: string; name: string }>(
    `SELECT c.name AS company, m.name FROM companies c JOIN memberships m ON m.company_id = c.company_id
     WHERE c.company_id = $1 AND m.user_id = $2`,
    [companyId, userId],
  )
  const { company = '', name = '' } = rows[0] ?? {}
  return deps.sendLetter({
    ...{ companyId, userIds: [userId], to: invitation.email },
    subject: 'Your invitation to Cadenza',
    html: letterHtml({
      lines: [
        `${name} invites you to work with ${company} in Cadenza.`,
        'Choose your name and password here. The link works for 7 days and is for you alone:',
      ],
      link: `${origin}${invitationPath(deps.secrets, { companyId, ...invitation })}`,
    }),
  })
}
