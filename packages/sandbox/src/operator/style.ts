/** What the pages of the operator have beside the look of every page. */
export const OPERATOR_STYLE = `
  .unseen, .skip:not(:focus) { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.2rem; border-bottom: 1px solid color-mix(in srgb, var(--line) 50%, transparent); margin-bottom: 1.5rem; }
  header nav { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1.2rem; flex: 1; }
  header ul { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: 0; padding: 0; list-style: none; }
  header li a { display: inline-block; padding: 0.5rem 0; text-decoration: none; }
  header a[aria-current] { font-weight: 600; color: var(--text); box-shadow: 0 2px 0 var(--accent); }
  .now, .connection { margin: 0; font-size: 0.85rem; color: var(--muted); font-variant-numeric: tabular-nums; }
  .now { margin-left: auto; }
  .connection:not(:empty)::before { content: '● '; }
  .count, .badge { display: inline-block; padding: 0 0.5rem; border-radius: 1rem; border: 1px solid currentColor; font-size: 0.85rem; font-weight: 600; white-space: nowrap; }
  .count { color: var(--warn); }
  .badge.good { color: var(--good); } .badge.bad { color: var(--bad); } .badge.over { color: var(--muted); } .badge.open { color: var(--accent); }
  #said:focus { outline: none; }
  h1 { overflow-wrap: anywhere; }
  h3 { font-size: 1rem; margin: 1.2rem 0 0.4rem; }
  section.card { border: 1px solid color-mix(in srgb, var(--line) 45%, transparent); border-radius: 0.6rem; padding: 0.2rem 1.1rem 1rem; margin: 0 0 1.2rem; min-width: 0; }
  section.card > h2 { margin-top: 0.8rem; }
  .columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0 1.4rem; align-items: start; }
  @media (min-width: 62rem) { .columns { grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); } }
  .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 0.5rem 1.2rem; margin: 0 0 1.2rem; }
  .facts div { min-width: 0; overflow-wrap: anywhere; }
  .facts dt, thead th { font-size: 0.82rem; font-weight: 500; color: var(--muted); }
  .facts dd { margin: 0; }
  .sum { font-variant-numeric: tabular-nums; white-space: nowrap; }
  td.sum, th.sum { text-align: right; }
  tbody tr:hover { background: var(--raised); }
  .row { display: flex; flex-wrap: wrap; gap: 0.5rem 0.7rem; align-items: end; margin: 0.5rem 0; }
  .row label { margin: 0; }
  .row select, .row input, .row button { min-height: 2.5rem; }
  .row form { margin: 0; }
  form.filter { margin: 0 0 1rem; }
  summary { cursor: pointer; padding: 0.25rem 0; }
  summary h2, summary h3 { display: inline; }
  button.danger { border-color: var(--bad); color: var(--bad); }
  .timeline { list-style: none; margin: 0; padding: 0; }
  .timeline li { display: grid; grid-template-columns: 4.6rem minmax(0, 1fr); gap: 0 0.9rem; padding: 0.3rem 0; position: relative; }
  .timeline time { color: var(--muted); font-size: 0.85rem; font-variant-numeric: tabular-nums; padding-top: 0.1rem; }
  .timeline .what { border-left: 2px solid color-mix(in srgb, var(--line) 60%, transparent); padding-left: 0.9rem; overflow-wrap: anywhere; }
  .timeline .what::before { content: ''; position: absolute; left: 5.15rem; top: 0.85rem; width: 0.6rem; height: 0.6rem; border-radius: 50%; background: var(--page); border: 2px solid var(--line); margin-left: 0.05rem; }
  .timeline .step .what::before { background: var(--accent); border-color: var(--accent); }
  .timeline .failed .what::before { background: var(--bad); border-color: var(--bad); }
  .timeline .delivered .what::before { background: var(--good); border-color: var(--good); }
  svg.states { display: block; min-width: 46rem; width: 100%; max-width: 68rem; margin: 0 auto; height: auto; font-family: system-ui, sans-serif; }
  .states rect { fill: var(--page); stroke: var(--line); }
  .states text { fill: var(--text); font-size: 12px; text-anchor: middle; }
  .states text.via { fill: var(--accent); font-size: 10.5px; }
  .states path { fill: none; stroke: var(--line); stroke-width: 1; opacity: 0.3; }
  .states path.lit { stroke: var(--accent); stroke-width: 1.8; opacity: 1; }
  .states path.been { opacity: 0.95; stroke-width: 1.8; }
  .states .far text { fill: var(--muted); }
  .states .far rect { stroke-dasharray: 3 3; }
  .states .been rect { stroke: var(--text); stroke-width: 1.6; }
  .states .next rect { stroke: var(--accent); stroke-width: 1.6; }
  .states .here rect { fill: var(--accent); stroke: var(--accent); }
  .states .here text { fill: var(--on-accent); font-weight: 600; }
  .states marker path { fill: var(--line); stroke: none; opacity: 1; }
  .states marker.lit path { fill: var(--accent); }
  .paper { width: 302px; max-width: 100%; margin: 0.5rem auto; padding: 1rem 0.9rem; background: #fffef9; color: #161616; font: 11.5px/1.45 ui-monospace, monospace; box-shadow: 0 1px 6px #0005; }
  .paper p { margin: 0; min-height: 1.45em; overflow-wrap: anywhere; white-space: pre-wrap; }
  .paper div { display: flex; justify-content: space-between; gap: 1ch; overflow-wrap: anywhere; }
  .paper hr { border: 0; border-top: 1px dashed #161616; margin: 0.5em 0; }
  .paper .align-center { text-align: center; } .paper .align-right { text-align: right; }
  .paper .important { font-weight: 700; font-size: 13px; }
  pre { overflow-x: auto; font-size: 0.82rem; }
  @media (max-width: 40rem) {
    .timeline li { grid-template-columns: minmax(0, 1fr); padding-left: 1.2rem; }
    .timeline .what { border: 0; padding: 0; }
    .timeline .what::before { left: 0; top: 0.75rem; }
    table.stack thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
    table.stack tbody tr { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.8rem; padding: 0.6rem 0; border-bottom: 1px solid color-mix(in srgb, var(--line) 40%, transparent); }
    table.stack td { border: 0; padding: 0; min-width: 0; max-width: 100%; overflow-wrap: anywhere; }
    table.stack td:first-child { flex: 1 0 100%; }
    table.stack td:empty { display: none; }
    td.sum, th.sum { text-align: left; }
  }
`;
