/** The style sheet of the pages that the server writes itself; a file of its own, because their policy allows no inline styles. */
export const PAGE_STYLE = `:root {
  color-scheme: light dark;
  --paper: #f6f7f9; --card: #ffffff; --ink: #1b1f24; --soft: #59636e; --line: #c9d1d9;
  --accent: #3451b2; --accent-ink: #ffffff; --wrong: #b3261e; --wrong-paper: #fdecea; --code: #eef1f5;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1216; --card: #181c22; --ink: #e8ebee; --soft: #a3adb8; --line: #3b444e;
    --accent: #9db4ff; --accent-ink: #10162b; --wrong: #ff9d94; --wrong-paper: #3a1d1b; --code: #232a33;
  }
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 2rem 1rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 27rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.9rem; padding: 2rem; }
main.wide { max-width: 42rem; }
.brand { display: flex; align-items: center; gap: 0.6rem; margin: 0 0 1.5rem; font-weight: 650; letter-spacing: 0.01em; }
.brand svg { width: 1.75rem; height: 1.75rem; fill: var(--accent); }
h1 { margin: 0 0 0.35rem; font-size: 1.45rem; line-height: 1.25; }
h2 { margin: 1.75rem 0 0.4rem; font-size: 1.05rem; }
p { margin: 0 0 1rem; overflow-wrap: anywhere; }
p:last-child { margin-bottom: 0; }
.soft { color: var(--soft); margin-top: 1.25rem; }
.lead { color: var(--soft); margin-bottom: 1.5rem; }
.field { margin-bottom: 1.1rem; }
label { display: block; font-weight: 600; margin-bottom: 0.3rem; }
.hint { display: block; color: var(--soft); font-size: 0.875rem; margin-top: 0.3rem; }
input { width: 100%; padding: 0.6rem 0.75rem; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft);
  border-radius: 0.5rem; }
input[aria-invalid="true"] { border-color: var(--wrong); border-width: 2px; }
.problem { display: block; color: var(--wrong); font-size: 0.9rem; margin-top: 0.3rem; }
.summary { background: var(--wrong-paper); border: 1px solid var(--wrong); border-radius: 0.5rem; padding: 0.75rem 1rem; margin-bottom: 1.25rem; }
.summary p { margin: 0; font-weight: 600; }
.summary ul { margin: 0.25rem 0 0; padding-left: 1.2rem; }
a, .summary a { color: inherit; }
a:focus-visible, input:focus-visible, button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
button { width: 100%; margin-top: 0.4rem; padding: 0.7rem 1rem; font: inherit; font-weight: 650; color: var(--accent-ink);
  background: var(--accent); border: 0; border-radius: 0.5rem; cursor: pointer; }
button:hover { filter: brightness(1.08); }
code, pre { font: 0.875rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; background: var(--code); border-radius: 0.4rem; }
code { padding: 0.1rem 0.3rem; overflow-wrap: anywhere; }
pre { margin: 0 0 1rem; padding: 0.75rem 1rem; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
.key { border: 2px solid var(--accent); }
`
