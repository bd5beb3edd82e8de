/** The look of the pages of payers: one column with the order beside it, where there is room. */
export const STYLE = `
  body { max-width: 60rem; }
  header { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: baseline; gap: 0 1rem; padding-bottom: 0.9rem; border-bottom: 1px solid color-mix(in srgb, var(--line) 40%, transparent); }
  header p { margin: 0; overflow-wrap: anywhere; }
  .merchant { font-size: 1.15rem; font-weight: 600; }
  .amount { font-size: 1.5rem; font-weight: 600; font-variant-numeric: tabular-nums; }
  .badge { flex-basis: 100%; font-size: 0.875rem; color: var(--warn); }
  h1 { margin: 1.25rem 0 1rem; }
  h2 { margin: 0 0 0.5rem; }
  p { overflow-wrap: anywhere; }
  .steps { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin: 0 0 1.25rem; padding: 0; list-style: none; font-size: 0.875rem; color: var(--muted); counter-reset: step; }
  .steps li { counter-increment: step; }
  .steps li::before { content: counter(step) '. '; }
  .steps [aria-current] { color: var(--text); font-weight: 600; }
  .columns { display: grid; gap: 1.5rem 2.5rem; align-items: start; }
  .columns > * { min-width: 0; }
  @media (min-width: 50rem) { .columns { grid-template-columns: minmax(0, 1fr) 20rem; } }
  .order { padding: 1rem 1.1rem; border-radius: 0.6rem; background: var(--raised); font-size: 0.95rem; }
  .order th, .order td { padding: 0.3rem 0; overflow-wrap: anywhere; }
  .order :is(th, td):last-child { padding-left: 1rem; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; overflow-wrap: normal; }
  .order tfoot :is(th, td) { border-bottom: 0; padding-top: 0.7rem; font-weight: 600; }
  .order .part { padding-left: 0.9rem; }
  .methods { margin: 0; padding: 0; list-style: none; display: grid; gap: 0.6rem; }
  .methods a { display: block; padding: 0.75rem 2.5rem 0.75rem 1rem; border: 1px solid var(--line); border-radius: 0.6rem; text-decoration: none; color: inherit; position: relative; }
  .methods a:hover { border-color: var(--accent); background: var(--raised); }
  .methods a::after { content: '›'; position: absolute; right: 1rem; top: 50%; translate: 0 -50%; font-size: 1.5rem; color: var(--accent); }
  .methods strong { display: block; font-weight: 600; }
  .methods span { font-size: 0.9rem; color: var(--muted); }
  fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0; }
  legend { font-size: 1.15rem; font-weight: 600; padding: 0; margin-bottom: 0.25rem; }
  .fields { display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 0 1rem; }
  .field { grid-column: 1 / -1; margin: 0.45rem 0; }
  .field label { margin: 0 0 0.2rem; }
  .field :is(input, select) { display: block; width: 100%; min-height: 2.75rem; }
  .field [aria-invalid] { border: 2px solid var(--bad); }
  @media (min-width: 32rem) {
    .field-forename, .field-surname, .field-expiry, .field-cvc { grid-column: span 3; align-self: end; }
    .field-street, .field-city { grid-column: span 4; align-self: end; }
    .field-street_number, .field-postal_code { grid-column: span 2; align-self: end; }
  }
  .note { margin: 0 0 0.2rem; font-size: 0.9rem; }
  .errors { padding: 0.8rem 1rem; margin-bottom: 1.25rem; }
  .errors h2 { font-size: 1rem; }
  .errors ul { margin: 0; padding-left: 1.2rem; }
  .errors a { color: var(--bad); }
  .actions { display: flex; flex-wrap: wrap; gap: 0.75rem; margin-top: 1.5rem; }
  .actions > * { min-height: 2.75rem; padding: 0.55rem 1.4rem; }
  .actions .primary { flex: 1 1 14rem; font-weight: 600; }
  .actions .quiet { border-color: transparent; background: none; text-decoration: underline; padding-inline: 0.25rem; }
  :is(ul, ol).methods ~ form .quiet { padding-inline: 0; }
  a.button { display: inline-block; border-radius: 0.4rem; background: var(--accent); color: var(--on-accent); text-decoration: none; text-align: center; }
  dl { display: grid; grid-template-columns: minmax(0, 10rem) minmax(0, 1fr); gap: 0.4rem 1rem; margin: 0 0 1.5rem; }
  dt { color: var(--muted); }
  dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
  .mandate { padding: 0.8rem 1rem; margin-bottom: 1.5rem; border: 1px solid color-mix(in srgb, var(--line) 40%, transparent); border-radius: 0.6rem; }
  .mandate h2 { font-size: 1rem; }
  .mandate p { margin: 0 0 0.4rem; font-size: 0.9rem; }
  .tester { padding: 0.8rem 1rem; margin: 0 0 1.5rem; border: 2px dashed var(--warn); border-radius: 0.6rem; font-size: 0.95rem; }
  .tester legend { font-size: 1rem; padding: 0 0.4rem; margin-left: -0.4rem; color: var(--warn); }
  .tester summary { cursor: pointer; color: var(--warn); font-weight: 600; }
  .tester table { margin-top: 0.8rem; font-size: 0.9rem; }
  .tester input { accent-color: var(--accent); }
  .tester .choice { margin: 0; padding: 0.25rem 0; display: flex; gap: 0.6rem; align-items: baseline; }
  @media (max-width: 32rem) { .actions > * { flex: 1 1 100%; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 0.6rem; } }
`;
