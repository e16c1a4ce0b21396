/** A complete cadence file, as `cadenza cadence example` prints it; it imports as it stands. */
export const EXAMPLE_CADENCE = `# A cadence: mails, waits, calls and tasks in a line. Import it with
#   cadenza cadence import FILE.yaml --user you@your-company.com
# An import of the same name changes the cadence; prospects under way go on with the steps they have not had yet.
name: Introduction

# Whose clock the delivery window follows: prospect (the default), mailbox, or a zone such as Europe/Berlin.
zone: prospect
window: 09:00-17:00
days: mon-fri

# Who sends: starter (whoever starts the cadence, the default), owner (the prospect's), or mailboxes in equal shares:
#   mailboxes: [steve@acme.com, jane@acme.com]
mailboxes: starter

# At most this many prospects get their first mail on one day. Follow-ups are not limited.
throttle: 50

# What ends a prospect's way early. Bounces and unsubscribes always do.
stopOn:
  reply: true
  # An out-of-office reply: hold (until the day it names), stop, or continue.
  autoReply: hold
  # A reply by somebody else of the same company stops this prospect too.
  colleagueReply: true
  # Outcomes of calls and tasks that stop the cadence.
  taskOutcomes: [Not interested]

# No mail leaves on these days: the public holidays of a country (US, DE, GB, US-CA …) and days of your own.
holidays:
  country: US
  days: [2026-12-24, 2026-12-31]

# Opens and clicks are tracked only where the server has a public address.
track: true
unsubscribe: true
# Whether somebody who has been through this cadence may be started in it again.
reentry: false

steps:
  # Several options under one mail are compared (A/B); weight is the share of each.
  - mail:
      - template: Intro - question
        weight: 2
        # In YAML a text that holds ": " or begins with {{ needs quotes around it.
        subject: 'Question about {{ Company | default: "your team" }}'
        body: |
          Hi {{ FirstName | default: "there" }},

          I saw that {{ Company | default: "your team" }} is growing, and wondered how you keep new people
          from writing the same mails over and over.

          Is that something you are looking at this quarter?
      - template: Intro - short
        weight: 1
        subject: '{{ FirstName | default: "Hello" }}, one question'
        body: |
          Hi {{ FirstName | default: "there" }},

          who in your team looks after outreach? I would like to ask one question.

  # minutes, hours, days, weeks or business days; it counts from the moment the mail before it was accepted.
  - wait: 3 business days

  # Without a subject a mail continues the thread ("Re: …").
  - mail:
      template: Follow-up
      body: |
        Hi {{ FirstName | default: "there" }},

        did my mail reach you? I am glad to send two examples of how others do it.

  - wait: 2 days

  # A call waits in the task list until it is marked as done or skipped.
  - call:
      title: Call {{ FirstName }}
      note: Ask who looks after outreach. Mention the two examples.

  - wait: 1 day
  - linkedin: Send a connection request

  - wait: 1 week
  - mail:
      template: Last one
      subject: Shall I close this?
      # A body with tags is taken as HTML, one without becomes paragraphs.
      body: |
        <p>Hi {{ FirstName | default: "there" }},</p>
        <p>this is my last mail. If it is of use later: <a href="https://example.com/examples">the examples</a>.</p>
`
