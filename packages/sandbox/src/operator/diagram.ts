import { html } from 'hono/html';
import type { Html } from '../pages/page.ts';
import type { Step } from '../states/steps.ts';
import type { Layout } from './diagram-layouts.ts';

export interface Diagram<State extends string> {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly steps: readonly Step<string, State, State>[];
  readonly layout: Layout<State>;
  readonly present: State;
  /** The states that were passed. */
  readonly passed: ReadonlySet<string>;
}

const CELL = { width: 172, height: 62 } as const;
const NODE = { width: 142, height: 38 } as const;
const MARGIN = 14;

/** Draws a state machine with its present state. What can follow says by which step; the same stands below as text. */
export function diagram<State extends string>(drawn: Diagram<State>): Html {
  const { id, title, steps, layout, present, passed } = drawn;
  const states = Object.keys(layout) as State[];
  const columns = Math.max(...states.map((state) => layout[state][0])) + 1;
  const rows = Math.max(...states.map((state) => layout[state][1])) + 1;
  const next = new Map<State, string[]>();
  for (const { step, from, to } of steps)
    if (from.includes(present)) next.set(to, [...new Set([...(next.get(to) ?? []), step])]);
  const kindOf = (state: State): string =>
    state === present ? 'here' : next.has(state) ? 'next' : passed.has(state) ? 'been' : 'far';
  const size = `0 0 ${columns * CELL.width + 2 * MARGIN - (CELL.width - NODE.width)} ${rows * CELL.height + 2 * MARGIN - (CELL.height - NODE.height)}`;
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${title}, as a diagram">
      <svg class="states" viewBox="${size}" role="img" aria-labelledby="${id}-title ${id}-desc">
        <title id="${id}-title">${title}: ${present}</title>
        <desc id="${id}-desc">${inWords(present, next)}</desc>
        ${['', 'lit'].map(
          (kind) =>
            html`<marker
              id="${id}-arrow${kind}"
              class="${kind}"
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto"
            >
              <path d="M0 0 8 4 0 8Z" />
            </marker>`,
        )}
        ${edges(drawn).map(
          ({ from, to }) =>
            html`<path
              class="${from === present ? 'lit' : passed.has(from) && (passed.has(to) || to === present) ? 'been' : ''}"
              d="${curve(layout[from], layout[to])}"
              marker-end="url(#${id}-arrow${from === present ? 'lit' : ''})"
            />`,
        )}
        ${states.map((state) => {
          const [x, y] = corner(layout[state]);
          const via = next.get(state);
          const line = y + NODE.height / 2 + (via ? -3 : 4);
          return html`<g class="${kindOf(state)}">
            <rect x="${x}" y="${y}" width="${NODE.width}" height="${NODE.height}" rx="8" />
            <text x="${x + NODE.width / 2}" y="${line}">${state}</text>
            ${via && html`<text class="via" x="${x + NODE.width / 2}" y="${line + 14}">${via.join(', ')}</text>`}
          </g>`;
        })}
      </svg>
    </div>
    <p>${inWords(present, next)}</p>`;
}

/** One arrow for all steps between two states. */
function edges<State extends string>({ steps }: Diagram<State>): { readonly from: State; readonly to: State }[] {
  const drawn = new Map<string, { from: State; to: State }>();
  for (const { from, to } of steps)
    for (const state of from) if (state !== to) drawn.set(`${state} ${to}`, { from: state, to });
  return [...drawn.values()];
}

function inWords<State extends string>(present: State, next: ReadonlyMap<State, readonly string[]>): string {
  if (next.size === 0) return `It is ${present}, which is the end.`;
  const texts = Array.from(
    next,
    ([state, steps]) => `${state === present ? 'stay so' : `become ${state}`} by ${steps.join(' or ')}`,
  );
  return `It is ${present}, and can ${texts.join(', ')}.`;
}

const corner = ([column, row]: readonly [number, number]): [number, number] => [
  MARGIN + column * CELL.width,
  MARGIN + row * CELL.height,
];

/** From border to border; the end leaves room for its arrow. */
function curve(from: readonly [number, number], to: readonly [number, number]): string {
  const [x, y] = corner(from);
  const [toX, toY] = corner(to);
  const middle = y + NODE.height / 2;
  const toMiddle = toY + NODE.height / 2;
  if (from[0] === to[0]) {
    const isDown = toY > y;
    const isNear = Math.abs(to[1] - from[1]) <= 1;
    const center = x + NODE.width / 2 - 20;
    if (isNear) return `M${center} ${isDown ? y + NODE.height : y}L${center} ${isDown ? toY : toY + NODE.height}`;
    // Around what stands between them.
    const side = x + NODE.width;
    return `M${side} ${middle}C${side + 22} ${middle} ${side + 22} ${toMiddle} ${side} ${toMiddle}`;
  }
  const isForward = to[0] > from[0];
  const start = isForward ? x + NODE.width : x;
  const end = isForward ? toX : toX + NODE.width;
  const bend = (end - start) / 2;
  return `M${start} ${middle}C${start + bend} ${middle} ${end - bend} ${toMiddle} ${end} ${toMiddle}`;
}
