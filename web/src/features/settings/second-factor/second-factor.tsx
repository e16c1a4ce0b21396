import { Button, Group } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useSession } from '#app/session.ts'
import { StateBadge } from '#ui/badges/index.ts'
import { Section } from '#ui/section.tsx'
import { EnableDialog } from './enable-dialog.tsx'
import { PasswordDialog } from './password-dialog.tsx'
import { RenewCodesDialog } from './renew-codes-dialog.tsx'

/** Whether a code is asked for besides the password, and the ways to begin and end that. */
export const SecondFactor = () => {
  const { secondFactor } = useSession()
  const [isEnabling, enabling] = useDisclosure()
  const [isRenewing, renewing] = useDisclosure()
  const [isEnding, ending] = useDisclosure()
  return (
    <Section
      title="Second factor"
      about="A code from an app, asked for besides the password."
      actions={
        <StateBadge
          tone={secondFactor.on ? 'good' : 'quiet'}
          label={secondFactor.on ? 'Switched on' : 'Switched off'}
        />
      }
    >
      {secondFactor.on ? (
        <Group>
          <Button variant="default" onClick={renewing.open}>
            New backup codes
          </Button>
          <Button variant="default" onClick={ending.open}>
            Switch off
          </Button>
        </Group>
      ) : (
        <Button onClick={enabling.open}>Set up</Button>
      )}
      {isEnabling && <EnableDialog onClose={enabling.close} />}
      {isRenewing && <RenewCodesDialog onClose={renewing.close} />}
      {isEnding && (
        <PasswordDialog
          title="Switch the second factor off?"
          text={
            secondFactor.required
              ? 'Your company wants one: everything but this page will be closed to you until you set one up again.'
              : 'Your password alone will be enough to sign in.'
          }
          confirm="Switch off"
          path="/two-factor/disable"
          done="The second factor is switched off."
          onClose={ending.close}
        />
      )}
    </Section>
  )
}
