/** What the demo company keeps to begin mails from. */
export const DEMO_TEMPLATES = [
  {
    name: 'Prices',
    subject: 'Prices for {{ Company | default: "your team" }}',
    body: `<p>Hi {{ FirstName | default: "there" }},</p>
<p>as promised: <a href="https://brightwater.example/prices">our prices</a>. For a team of your size the middle one fits.</p>
<p>When is a good time to go through them?</p>`,
  },
  {
    name: 'After a call',
    subject: 'What we spoke about',
    body: `<p>Hi {{ FirstName | default: "there" }},</p>
<p>thank you for your time. In short: what you have today, what you miss, and what we would do first.</p>`,
  },
  {
    name: 'Wrong person',
    subject: 'Who looks after this?',
    body: `<p>Hi {{ FirstName | default: "there" }},</p>
<p>thank you for telling me. Who at {{ Company | default: "your company" }} should I ask instead?</p>`,
  },
] as const
