import { type Html, html, writePage } from '#platform/http/index.ts'
import { SHORTEST_PASSWORD } from '../sign-in.ts'
import type { ClaimForm, ClaimProblems } from './claim-instance.ts'

type Field = { name: keyof ClaimForm; label: string; type: string; autocomplete: string; hint?: string }

const FIELDS: Field[] = [
  { name: 'name', label: 'Your name', type: 'text', autocomplete: 'name' },
  { name: 'company', label: 'Company', type: 'text', autocomplete: 'organization' },
  {
    name: 'email',
    label: 'Mail address',
    type: 'email',
    autocomplete: 'username',
    hint: 'You sign in with it.',
  },
  {
    name: 'password',
    label: 'Password',
    type: 'password',
    autocomplete: 'new-password',
    hint: `At least ${SHORTEST_PASSWORD} characters.`,
  },
]

const writeField = (field: Field, value: string, problem: string | undefined): Html => {
  const { name, label, type, autocomplete, hint } = field
  const described = [hint && `${name}-hint`, problem && `${name}-problem`].filter(Boolean).join(' ')
  return html`<div class="field">
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${type === 'password' ? '' : value}" required${
    described ? html` aria-describedby="${described}"` : undefined
  }${problem ? html` aria-invalid="true"` : undefined}>
${hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : undefined}
${problem ? html`<span class="problem" id="${name}-problem">${problem}</span>` : undefined}
</div>
`
}

const writeSummary = (problems: ClaimProblems): Html | undefined => {
  const wrong = FIELDS.filter(({ name }) => problems[name] !== undefined)
  if (wrong.length === 0) return undefined
  return html`<div class="summary" role="alert">
<p>Please look at this again:</p>
<ul>
${wrong.map(({ name }) => html`<li><a href="#${name}">${problems[name]}</a></li>`)}
</ul>
</div>`
}

/** The form that claims the instance; with `problems` when it was filled in wrongly. */
export const claimFormPage = (options: {
  token: string
  form: ClaimForm
  problems: ClaimProblems
}): string => {
  const { token, form, problems } = options
  const title = Object.keys(problems).length > 0 ? 'Error: set up this instance' : 'Set up this instance'
  return writePage({
    title,
    content: html`<h1>Set up this instance</h1>
<p class="lead">You are its first user and its administrator. This page works once.</p>
${writeSummary(problems)}
<form method="post" action="/claim" novalidate>
<input type="hidden" name="token" value="${token}">
${FIELDS.map((field) => writeField(field, form[field.name], problems[field.name]))}
<button type="submit">Create my account</button>
</form>`,
  })
}

/** What comes after the claim: the key, shown this once, and how to go on. */
export const claimedPage = (options: { apiKey: string; email: string; origin: string }): string => {
  const { apiKey, email, origin } = options
  const base = `${origin}/apis/v1/user/${email}`
  return writePage({
    title: 'Ready',
    wide: true,
    content: html`<h1>Cadenza is yours</h1>
<p class="lead">Signed up as ${email}. The link that brought you here works no more.</p>
<h2>Your API key</h2>
<p>It is shown this once. Keep it where you keep passwords.</p>
<pre class="key"><span class="value">${apiKey}</span></pre>
<h2>Try it</h2>
<pre>curl -H 'x-api-key: ${apiKey}' ${base}/lists</pre>
<h2>Next steps</h2>
<p>Connect the mailbox that you write from; the password is asked for:</p>
<pre>npm run -s cadenza -- mailbox add --user ${email} --from "You &lt;${email}&gt;" --smtp smtp://${email}@smtp.example.com:587 --imap imaps://${email}@imap.example.com</pre>
<p>Then a cadence and the people it is for:</p>
<pre>npm run -s cadenza -- cadence example &gt; first.yaml
npm run -s cadenza -- cadence import first.yaml --user ${email}
npm run -s cadenza -- prospects import people.csv --user ${email} --list first</pre>
<p>The <a href="/api/v1/openapi.json">description of the API</a> and the file <code>README.md</code> tell the rest; every command has <code>--help</code>.</p>`,
  })
}

/** For a link that does not work, or works no more. */
export const noClaimPage = (claimed: boolean): string =>
  writePage({
    title: claimed ? 'Already claimed' : 'Link not valid',
    content: claimed
      ? html`<h1>This instance has been claimed</h1>
<p>Somebody has already set it up, so this link works no more. Ask your administrator for an account:</p>
<pre>npm run -s cadenza -- user add --company NAME --email YOU</pre>`
      : html`<h1>This link is not valid</h1>
<p>Copy the whole link that the server printed when it started, up to its last character. The command</p>
<pre>npm run -s cadenza -- user add --company NAME --email YOU</pre>
<p>on the server does the same.</p>`,
  })
