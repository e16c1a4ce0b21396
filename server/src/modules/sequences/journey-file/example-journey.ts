/** A complete journey file, as `cadenza journey example` prints it; it imports as it stands. */
export const EXAMPLE_JOURNEY = `# A journey: mails, waits, conditions and actions with branches. Import it with
#   cadenza journey import FILE.yaml --user you@your-company.com
# An import of the same name changes the journey; a node is known by its name, and prospects under way stay at theirs.
name: Welcome

# The settings are those of a cadence: zone, window, days, mailboxes, throttle, stopOn, holidays, track, unsubscribe, reentry.
window: 09:00-17:00
days: mon-fri
# A journey that asks whether somebody replied goes on after a reply.
stopOn:
  reply: false

# Where everybody begins.
start: greet

# Each node has a name, says what it is, and names the nodes that its exits lead to. Several exits may lead to one node; a loop needs a
# wait of an hour or more in it.
nodes:
  greet:
    # As in a cadence: several options are compared (A/B).
    mail:
      - template: Welcome
        subject: 'Welcome, {{ FirstName | default: "there" }}'
        body: |
          Hi {{ FirstName | default: "there" }},

          here is how others begin: https://example.com/start
    next: wait for a click

  # Goes on at once when it happens: opened, clicked, replied, bounced (of one mail, or any), or a task that was done.
  wait for a click:
    waitFor:
      clicked: { mail: greet, link: example.com/start }
      timeout: 3 days
    happened: mark as interested
    timedOut: did he read it

  # Conditions are decided at once: opened, clicked, replied, bounced, task, field, tag, list.
  did he read it:
    if:
      opened: greet
    yes: call
    no: remind

  remind:
    # Without a subject a mail continues the thread ("Re: …").
    mail:
      template: Reminder
      body: |
        Did my mail reach you, {{ FirstName | default: "there" }}?
    next: give him time

  give him time:
    wait: 2 business days
    next: did he reply

  did he reply:
    if:
      replied: any
    yes: tell me
    no: done

  # Actions: addTag, removeTag, moveToList, setField, startCadence, stopCadence, startJourney, stopJourney, webhook, notify.
  mark as interested:
    addTag: interested
    next: call

  # A task is waited for unless it says wait: false.
  call:
    call:
      title: Call {{ FirstName }}
      note: He knows the first steps.
    next: was it good

  was it good:
    if:
      task: { node: call, outcome: Interested }
    yes: tell me
    no: done

  tell me:
    notify: '{{ FirstName | default: "A prospect" }} of {{ Company | default: "a company" }} wants to hear more.'
    next: done

  done: end
`
