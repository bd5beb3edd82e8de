import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  createSandbox,
  DEFAULT_SETTINGS,
  FAULT_KINDS,
  OUTCOMES,
  PAYMENT_STATES,
  PAYMENT_STEPS,
  SMART_STEPS,
  TEST_DATA,
  type Outcome,
} from '@secuconnect/sandbox';
import { OptionTables } from './configuration/option-tables.ts';
import { code, table } from './markdown.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('packages/sandbox/src/**/*.ts', { cwd: root, exclude: ['**/lists/**'] }).map(
  (file) => root + file,
);

/** A row of a state machine. */
interface Row {
  readonly step: string;
  readonly from: readonly string[];
  readonly to: string;
  readonly note: string;
}

const INTRODUCTION = `# The sandbox: states, test data and settings

What [the sandbox](guides/sandbox.md) does, from the tables that it runs on. The test suite writes this page.

## Smart Transactions

\`paid\` stands for \`ok\` of a sale; an order becomes \`received\` when it is to be shipped, and \`collection\` when it is to be collected.
`;

const PAYMENTS = `## Payment Transactions

What the API shows for each state. Programs decide by the simple status.
`;

const TEST = `## Test data

The first of these that applies to a payment decides how it goes: the payer's surname, the total in minor units, the IBAN, or the last four digits of the
card. Everything else is approved. The IBANs have valid check digits, and no account behind them.
`;

const START = `## What it starts with

Ids are those of the documentation. The first contract is the caller's own. Cards have the CSC 0417 and the passcode 4711; every device has the PIN 1234.
`;

/** The objects of a new sandbox, by kind. */
function startTable(): string {
  const { control } = createSandbox();
  const rows = Object.keys(control.counts()).map((kind) => [code(kind), control.ids(kind).map(code).join('<br>')]);
  return table(['kind', 'ids'], rows);
}

/** `docs/sandbox.md`. */
export function sandboxPage(): string {
  const tables = new OptionTables(files);
  return [
    INTRODUCTION,
    diagram(SMART_STEPS),
    steps(SMART_STEPS),
    PAYMENTS,
    table(
      ['state', 'simple status', 'detailed status', 'word of the old format'],
      Object.entries(PAYMENT_STATES).map(([name, shown]) => [
        code(name),
        `${shown.status_simple} ${shown.status_simple_text}`,
        `${shown.status} ${shown.status_text}`,
        code(shown.word),
      ]),
    ),
    diagram(PAYMENT_STEPS),
    steps(PAYMENT_STEPS),
    TEST,
    table(
      ['outcome', 'meaning', 'surname', 'total', 'IBAN', 'card'],
      (Object.keys(OUTCOMES) as Outcome[]).map((outcome) => [
        code(outcome),
        OUTCOMES[outcome],
        ...(['surname', 'amount', 'iban', 'card'] as const).map((kind) =>
          TEST_DATA.filter((datum) => datum.kind === kind && datum.outcome === outcome)
            .map(({ value }) => code(kind === 'card' ? `…${value}` : value))
            .join(', '),
        ),
      ]),
    ),
    START,
    startTable(),
    '## Settings\n\nDurations are in milliseconds on the clock of the sandbox.\n',
    table(
      ['setting', 'default', 'meaning'],
      [
        ...tables.rowsOf('Settings').flatMap(({ name, meaning }) => setting(name, meaning, DEFAULT_SETTINGS)),
        ...tables
          .rowsOf('PushSettings')
          .flatMap(({ name, meaning }) => setting(name, meaning, DEFAULT_SETTINGS.pushes, 'pushes.')),
      ],
    ),
    '## Faults\n',
    `\`kind\` is one of ${FAULT_KINDS.map(code).join(', ')}.\n`,
    table(
      ['field', 'default', 'meaning'],
      tables.rowsOf('FaultRule').map((row) => [code(row.name), row.default ?? '', row.meaning]),
    ),
  ].join('\n');
}

function setting(name: string, meaning: string, values: object, prefix = ''): string[][] {
  const value = (values as Record<string, unknown>)[name];
  return typeof value === 'object' ? [] : [[code(prefix + name), code(String(value)), meaning]];
}

/** GitHub and editors draw it. States with a hyphen need a name without. */
function diagram(rows: readonly Row[]): string {
  const states = [...new Set(rows.flatMap(({ from, to }) => [...from, to]))];
  const alias = (state: string): string => state.replaceAll('-', '_');
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...states.filter((state) => state.includes('-')).map((state) => `  state "${state}" as ${alias(state)}`),
    `  [*] --> ${alias(rows[0]!.from[0]!)}`,
    ...rows.flatMap(({ step, from, to }) =>
      from.filter((state) => state !== to).map((state) => `  ${alias(state)} --> ${alias(to)}: ${step}`),
    ),
    '```\n',
  ].join('\n');
}

const steps = (rows: readonly Row[]): string =>
  table(
    ['step', 'from', 'to', 'what happens'],
    rows.map(({ step, from, to, note }) => [code(step), from.map(code).join(', '), code(to), note]),
  );
