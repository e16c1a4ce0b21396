/** The style sheet of the pages that recipients see; a file of its own, because their policy allows no inline styles. */
export const PAGE_STYLE = `:root { color-scheme: light dark; --paper: #f6f7f9; --card: #fff; --ink: #1b1f24; --soft: #59636e; --line: #c9d1d9;
  --accent: #3451b2; --accent-ink: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #0f1216; --card: #181c22; --ink: #e8ebee; --soft: #a3adb8; --line: #3b444e; --accent: #9db4ff; --accent-ink: #10162b; }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem 1rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 27rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.9rem; padding: 2rem; }
h1 { margin: 0 0 0.5rem; font-size: 1.45rem; line-height: 1.25; }
p { margin: 0 0 1.25rem; overflow-wrap: anywhere; }
p:last-child { margin-bottom: 0; }
.soft { color: var(--soft); margin-top: 1.25rem; }
button { width: 100%; padding: 0.7rem 1rem; font: inherit; font-weight: 650; color: var(--accent-ink); background: var(--accent); border: 0;
  border-radius: 0.5rem; cursor: pointer; }
button:hover { filter: brightness(1.08); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`
