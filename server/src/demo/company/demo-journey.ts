/** The journey of the demo company, as a file. */
export const WEBINAR = `name: Webinar invitation
zone: prospect
window: 09:00-17:00
days: mon-fri
mailboxes: owner
stopOn:
  reply: true
  autoReply: hold
track: true
start: invite
nodes:
  invite:
    mail:
      - template: Webinar - invitation
        subject: 'A webinar for {{ Company | default: "your team" }}'
        body: |
          <p>Hi {{ FirstName | default: "there" }},</p>
          <p>on the last Thursday of the month we show in half an hour how teams write to customers:
          <a href="https://brightwater.example/webinar">what it is about</a>. Shall I keep you a seat?</p>
    next: wait for a click
  wait for a click:
    waitFor:
      clicked: { mail: invite, link: brightwater.example/webinar }
      timeout: 3 days
    happened: mark as interested
    timedOut: did they read it
  did they read it:
    if:
      opened: invite
    yes: remind
    no: done
  remind:
    mail:
      template: Webinar - reminder
      body: |
        <p>Hi {{ FirstName | default: "there" }},</p>
        <p>there are <a href="https://brightwater.example/webinar">a few seats</a> left.</p>
    next: done
  mark as interested:
    addTag: Webinar
    next: call
  call:
    call:
      title: 'Offer {{ FirstName | default: "them" }} a seat'
      note: Looked at the page of the webinar.
    next: did it help
  did it help:
    if:
      task: { node: call, outcome: Connected }
    yes: tell the owner
    no: done
  tell the owner:
    notify: '{{ FirstName | default: "A prospect" }} of {{ Company | default: "a company" }} comes to the webinar.'
    next: done
  done: end
`
