/** The cadences of the demo company, as files. The first is the one that a simulation shows. */
export const INTRODUCTION = `name: Introduction
zone: prospect
window: 09:00-17:00
days: mon-fri
mailboxes: owner
throttle: 60
stopOn:
  reply: true
  autoReply: hold
  colleagueReply: true
  taskOutcomes: [Not interested]
track: true
unsubscribe: true
steps:
  - mail:
      - template: Introduction - question
        weight: 2
        subject: 'Question about {{ Company | default: "your team" }}'
        body: |
          <p>Hi {{ FirstName | default: "there" }},</p>
          <p>how do new people at {{ Company | default: "your company" }} learn to write to customers? We collected
          <a href="https://brightwater.example/examples">two examples</a> of teams that got it down to a week.</p>
          <p>Is that something you are looking at this quarter?</p>
      - template: Introduction - short
        weight: 1
        subject: '{{ FirstName | default: "Hello" }}, one question'
        body: |
          <p>Hi {{ FirstName | default: "there" }},</p>
          <p>who in your team looks after outreach? I would like to ask one question.
          (What it is about: <a href="https://brightwater.example/about">one page</a>.)</p>
  - wait: 3 business days
  - mail:
      template: Introduction - follow-up
      body: |
        <p>Hi {{ FirstName | default: "there" }},</p>
        <p>did my mail reach you? I am glad to send <a href="https://brightwater.example/examples">the examples</a>.</p>
  - wait: 2 business days
  - call:
      title: 'Call {{ FirstName | default: "them" }}'
      note: Ask who looks after outreach. Mention the two examples.
  - wait: 1 day
  - linkedin: Send a connection request
  - wait: 1 week
  - mail:
      template: Introduction - last one
      subject: Shall I close this?
      body: |
        <p>Hi {{ FirstName | default: "there" }},</p>
        <p>this is my last mail. If it is of use later:
        <a href="https://brightwater.example/examples">the examples</a>.</p>
`

export const AFTER_THE_FAIR = `name: After the trade fair
zone: prospect
window: 08:30-16:30
days: mon-thu
mailboxes: owner
stopOn:
  reply: true
  autoReply: hold
steps:
  - mail:
      template: Fair - thanks
      subject: 'Good to meet you, {{ FirstName | default: "again" }}'
      body: |
        Hi {{ FirstName | default: "there" }},

        thank you for stopping at our booth. You asked about prices for {{ Company | default: "your team" }};
        shall I send them?
  - wait: 4 days
  - mail:
      template: Fair - reminder
      body: |
        Hi {{ FirstName | default: "there" }},

        a short reminder in case my mail went under after the fair.
  - wait: 1 week
  - task: Decide whether to invite them to the webinar
`

export const WIN_BACK = `name: Win back
zone: mailbox
window: 10:00-16:00
days: [tue, wed, thu]
mailboxes: [mara@brightwater.example, tobin@brightwater.example]
throttle: 10
stopOn:
  reply: true
  autoReply: continue
steps:
  - mail:
      template: Win back - what is new
      subject: 'What is new since {{ Company | default: "you" }} left'
      body: |
        <p>Hi {{ FirstName | default: "there" }},</p>
        <p>a year has gone by, and most of what you missed is there now:
        <a href="https://brightwater.example/news">the list</a>.</p>
  - wait: 2 weeks
  - mail:
      template: Win back - offer
      body: |
        <p>Hi {{ FirstName | default: "there" }},</p>
        <p>would three months at the old price be of interest?</p>
`
