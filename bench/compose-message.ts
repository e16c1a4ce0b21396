import MailComposer from 'nodemailer/lib/mail-composer'
import { composeMessage, type OutgoingMail } from '../packages/mailkit/src/index.ts'

// Mails composed per second, ours beside nodemailer's MailComposer, over the same mail. Run: node bench/compose-message.ts [seconds]
const seconds = Number(process.argv[2] ?? 3)

const paragraph =
  'I saw that your team is hiring three people for customer success – congratulations. We help teams like yours answer faster.'
const text = `Hi Jürgen,\n\n${Array.from({ length: 8 }, () => paragraph).join('\n\n')}\n\nBest,\nAnn\n`
const html = `<div>Hi Jürgen,</div>${Array.from({ length: 8 }, () => `<p style="margin:0 0 12px">${paragraph}</p>`).join('')}<p>Best,<br>Ann</p>`

const mail = (i: number): OutgoingMail => ({
  from: { name: 'Ann Lee', address: 'ann@example.com' },
  to: [{ name: 'Jürgen Groß', address: 'juergen@example.org' }],
  subject: 'Ihre Anfrage – kurze Frage',
  date: new Date(1_770_000_000_000 + i),
  messageId: `<${i}.bench@example.com>`,
  inReplyTo: '<0@example.com>',
  references: ['<0@example.com>', '<1@example.com>'],
  text,
  html,
  listUnsubscribe: { mailto: 'u@example.com', url: `https://example.com/u/${i}`, oneClick: true },
})

const nodemailerCompose = (i: number): Promise<Buffer> => {
  const { from, to, subject, date, messageId, inReplyTo, references } = mail(i)
  const composer = new MailComposer({
    from: { name: from.name ?? '', address: from.address },
    to: to.map((mailbox) => ({ name: mailbox.name ?? '', address: mailbox.address })),
    subject,
    date,
    messageId,
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
    references: [...(references ?? [])],
    text,
    html,
    headers: {
      'List-Unsubscribe': `<mailto:u@example.com>, <https://example.com/u/${i}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  })
  return composer.compile().build()
}

const perSecond = async (compose: (i: number) => Buffer | Promise<Buffer>): Promise<number> => {
  for (let i = 0; i < 500; i++) await compose(i)
  const started = performance.now()
  let done = 0
  while (performance.now() - started < seconds * 1000) {
    for (let i = 0; i < 100; i++) await compose(done + i)
    done += 100
  }
  return Math.round((done * 1000) / (performance.now() - started))
}

const ours = await perSecond((i) => composeMessage(mail(i)))
const theirs = await perSecond(nodemailerCompose)
console.log(`mailkit ${ours}/s, nodemailer ${theirs}/s, ${(ours / theirs).toFixed(1)} times`)
