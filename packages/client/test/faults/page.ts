import { format, resolveConfig } from 'prettier';
import type { CallName } from './calls.ts';
import type { FaultName } from './policy.ts';

const INTRODUCTION = `
# What happens when something fails

A fault server breaks connections and answers in every way listed below, and each kind of call runs into each of them: over real sockets,
with the settings that a client has when nobody changes them (\`maxRetries\` is 2). The table says what comes of it. It is written by the test
suite (\`pnpm faults:docs\`), which holds every cell of it against what really happens.

## How to read it

A cell says how many requests reach the server, what the call ends with, and, for an error, its \`outcome\`:

- **ok**: the call gives its value.
- **not-sent**: the server did not get it. Nothing has happened; call again whenever you like.
- **rejected**: the server got it and said no. Nothing has happened, and the same call will be refused again, except after \`RateLimitError\`
  (later it may pass) and for reads after \`ServerError\` (trying again does no harm).
- **unknown**: nobody knows. A call that writes may have been carried out, so money may have moved: read the object before you try again.
  For a call that only reads this means no more than that there is no answer.

\`0 of 3\` is three tries of which none reached the server.

Two rules explain most of the table:

- **A call is sent again only when that does no harm.** Reads are, after any fault that may pass. Calls that write are sent again only when
  the server has provably not carried them out: it could not be reached at all, or it said 429. A token that was refused is replaced once, and
  the call sent with the new one, for the server refused the old one before doing anything. Calls that wait for a terminal are never sent
  again for any other reason, since a second one could ask the customer to pay again.
- **Status 500 is final.** This API answers invalid input with it, and the same input will not get better.

A request for a token has no effect of its own, so it is sent again like a read; when there is no token, the call that needs it has not been
sent, whatever happened to the request.

Nothing of the table depends on how long things take, but for the rows that are about time: a limit is kept until the last byte of the body,
and when it ends an attempt, the next one begins as after any lost answer. No call follows a redirect: a token is not sent elsewhere.
`;

type CellOf = (fault: FaultName, call: CallName) => string;

/** The page with the table. Kinds of calls that end alike in every row share a column. */
export async function pageOf(
  faults: readonly FaultName[],
  calls: readonly CallName[],
  cellOf: CellOf,
): Promise<string> {
  const columns = new Map<string, CallName[]>();
  for (const call of calls) {
    const content = faults.map((fault) => cellOf(fault, call)).join('\n');
    columns.set(content, [...(columns.get(content) ?? []), call]);
  }
  const alike = [...columns.values()];
  const rows = faults.map((fault) => [fault, ...alike.map(([call]) => shown(cellOf(fault, call!)))]);
  const table = [
    ['What goes wrong', ...alike.map((names) => names.join(', '))],
    alike.map(() => '---').concat('---'),
    ...rows,
  ];
  const text = `${INTRODUCTION}\n## The table\n\n${table.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`;
  const config = await resolveConfig(new URL('../../../../docs/reliability.md', import.meta.url));
  return format(text, { ...config, parser: 'markdown' });
}

const shown = (cell: string): string => {
  const [, requests, result, outcome] = /^(\d+(?: of \d+)?) (\S+)(?: (.*))?$/.exec(cell)!;
  return `${requests} × ${result === 'ok' ? 'ok' : `\`${result}\`, ${outcome}`}`;
};
