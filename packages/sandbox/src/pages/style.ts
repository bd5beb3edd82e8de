/** The look of every page: system fonts, and colours whose contrast is at least 4.5 to 1 in light and in dark. */
export const STYLE = `
  :root {
    color-scheme: light dark;
    --page: #ffffff; --raised: #f4f6f8; --text: #1b1f24; --muted: #4d5761; --line: #7d8894;
    --accent: #0b5cad; --on-accent: #ffffff; --good: #0f6a2e; --bad: #a8231b; --warn: #76490a;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --page: #14171b; --raised: #1e2329; --text: #e7eaee; --muted: #aab3bd; --line: #75808c;
      --accent: #86bdff; --on-accent: #0d1117; --good: #83d79d; --bad: #ff9c94; --warn: #f2c46b;
    }
  }
  * { box-sizing: border-box; }
  body { margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 3rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--page); }
  body.wide { max-width: 84rem; }
  h1 { font-size: 1.5rem; line-height: 1.25; }
  h2 { font-size: 1.15rem; margin: 2rem 0 0.5rem; }
  a { color: var(--accent); }
  code, pre, .code { font-family: ui-monospace, monospace; font-size: 0.92em; overflow-wrap: anywhere; }
  .muted { color: var(--muted); }
  .good { color: var(--good); }
  .bad { color: var(--bad); }
  .warn { color: var(--warn); }
  [role='status'], [role='alert'] { padding: 0.6rem 0.9rem; border-left: 0.3rem solid var(--accent); background: var(--raised); }
  [role='alert'] { border-color: var(--bad); }
  button, input, select, textarea { font: inherit; color: inherit; padding: 0.45rem 0.8rem; border: 1px solid var(--line); border-radius: 0.4rem; background: var(--page); }
  button { cursor: pointer; background: var(--raised); }
  button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
  label { display: block; margin: 0.6rem 0; }
  label > input:not([type='radio'], [type='checkbox']), label > select { display: block; width: 100%; }
  fieldset { border: 1px solid var(--line); border-radius: 0.4rem; margin: 1rem 0; padding: 0.6rem 1rem; }
  .scroll { overflow-x: auto; }
  table { border-collapse: collapse; width: 100%; }
  th, td { padding: 0.35rem 0.9rem 0.35rem 0; text-align: left; vertical-align: top; border-bottom: 1px solid color-mix(in srgb, var(--line) 40%, transparent); }
`;
