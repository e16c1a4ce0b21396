import { composeMessage, newMessageId, type OutgoingMail, replySubject } from '@cadenza/mailkit'
import { DateTime } from 'luxon'
import type { Random } from '../../seeded-random.ts'
import { absenceText, replyText, stopText } from './answer-texts.ts'
import type { DeliveredMail } from './delivered-mail.ts'
import type { Action } from './next-actions.ts'

export type Letter = Extract<Action, { kind: 'reply' | 'ask_to_stop' | 'unsubscribe_mail' | 'auto_reply' }>

/** An answer to a mail as its reader's program writes it. */
export const writeAnswer = (input: {
  mail: DeliveredMail
  letter: Letter
  at: Date
  zone: string
  random: Random
}): { to: string; raw: Buffer } => {
  const { mail, letter, at, random } = input
  const name = mail.to.name
  const domain = mail.to.address.slice(mail.to.address.lastIndexOf('@') + 1)
  const id = `${at.getTime().toString(36)}.${Math.floor(random() * 2 ** 40).toString(36)}`
  const base = {
    from: { address: mail.to.address, name },
    to: [{ address: mail.answerTo, name: mail.fromName }],
    date: at,
    messageId: newMessageId({ id, domain }),
  }
  const signed = (text: string): string => (name === '' ? text : `${text}\n\nBest,\n${name}`)
  const answer = {
    ...base,
    subject: replySubject(mail.subject),
    ...(mail.messageId !== '' && {
      inReplyTo: mail.messageId,
      references: [...mail.references, mail.messageId],
    }),
  }
  const write = (out: OutgoingMail) => ({ to: out.to[0]?.address ?? '', raw: composeMessage(out) })
  switch (letter.kind) {
    case 'reply':
      return write({ ...answer, text: `${signed(replyText(letter.mood, random))}\n\n${quoted(input)}` })
    case 'ask_to_stop':
      return write({ ...answer, text: `${stopText(random)}\n\n${quoted(input)}` })
    case 'unsubscribe_mail': {
      const url = new URL(letter.mailto)
      const address = decodeURIComponent(url.pathname)
      const subject = url.searchParams.get('subject') ?? 'unsubscribe'
      return write({ ...base, to: [{ address, name: '' }], subject, text: '' })
    }
    case 'auto_reply': {
      const back = DateTime.fromJSDate(letter.back, { zone: input.zone })
      return write({
        ...answer,
        subject: `Automatic reply: ${mail.subject}`,
        text: signed(absenceText(back.setLocale('en-US').toFormat('cccc, LLLL d, yyyy'), random)),
        headers: [
          ['Auto-Submitted', 'auto-replied'],
          ['X-Auto-Response-Suppress', 'All'],
        ],
      })
    }
  }
}

/** Our mail below the answer, as most programs lay it there. */
const quoted = ({ mail, at, zone }: { mail: DeliveredMail; at: Date; zone: string }): string => {
  const day = DateTime.fromJSDate(at, { zone }).setLocale('en-US').toFormat("ccc, LLL d, yyyy 'at' h:mm a")
  const lines = mail.text.trimEnd().split(/\r?\n/)
  return [`On ${day} ${mail.fromName} <${mail.answerTo}> wrote:`, ...lines.map((line) => `> ${line}`)].join(
    '\n',
  )
}
