import { format, resolveConfig } from 'prettier';
import type { CallKindName } from './call-kinds.ts';
import { FAILURE_CLASSES, type Expected, type FailureName } from './policy.ts';

const INTRODUCTION = `
# Reliability

A test server injects every failure below into every kind of call, over real sockets and with the default settings of the client
(\`maxRetries\` is 2). The test suite writes this page (\`pnpm faults:docs\`) and checks every cell against what the client does.

## Retries

- **Reads** are retried after a network error, a timeout, and a status that passes by itself: 408, 425, 429, 502, 503, 504, 520 to 524, or 529.
- **Writes** are retried only if the request provably had no effect: the server could not be reached, or it responded with 429. They carry an
  idempotency key in the \`X-Action\` header; every attempt of a call sends the same key.
- **Calls that wait for a terminal** are never retried, because a second request could ask the customer to pay again.
- **Token requests** have no effect and are retried like reads. If there is no token, the call that needs it has not been sent.
- **A rejected token** is replaced once, and again if the replacement came from a token store. Any call is sent again with the new one: the server
  rejected the old token before it did anything. Only a call that waits for a terminal and was rejected after more than two seconds is not, and its
  outcome is \`unknown\`: the terminal may have asked by then.
- **Status 500 is final.** This API sends it for invalid input, and the same input will fail again.
- **Redirects** are not followed, so a token never reaches another host.

Retries use exponential backoff with full jitter and honour \`Retry-After\`. If it asks for more than a minute, the call fails instead.

Only the timeout rows depend on timing. A timeout covers the whole body and is retried like a lost response.
A token request is shared by all calls that wait for it, so only the total timeout of a call ends its wait.

## How to read the tables

\`3 × ConnectionError, no-effect\` means: three requests reached the server, and the call failed with a \`ConnectionError\` whose \`outcome\` is
\`no-effect\`. \`0 of 3\` means three attempts, none of which reached the server.

- **ok**: the call returns its value.
- **not-sent**: the client knows that no request reached the API. It is safe to retry.
- **no-effect**: the call only reads, or the API rejected the request. Reads are safe to retry; a rejected write will fail again unchanged, except
  after a \`RateLimitError\`.
- **unknown**: the write may have succeeded, and money may have moved. Read the object before you retry.

The outcome in the token column is that of a write which needs the token.
`;

type CellFor = (failure: FailureName, kind: CallKindName) => string;

/** Content of `docs/reliability.md`: a table by class of failure, and one with a row per failure as an appendix. */
export async function reliabilityPage(
  failures: readonly FailureName[],
  kinds: readonly CallKindName[],
  cellFor: CellFor,
): Promise<string> {
  const page = [
    INTRODUCTION,
    '## Failures by class',
    classTable(),
    '## Appendix: every failure and every kind of call',
    failureTable(failures, kinds, cellFor),
  ].join('\n\n');
  const config = await resolveConfig(new URL('../../../../docs/reliability.md', import.meta.url));
  return format(page, { ...config, parser: 'markdown' });
}

function classTable(): string {
  return markdownTable(
    ['Failure', 'Reads', 'Writes', 'Calls that wait for a terminal', 'Token requests'],
    FAILURE_CLASSES.map(({ title, failures, expected }) => {
      const { reads, writes, terminal, token, download }: Expected = expected;
      const downloads = download ? ` (download: ${formatCell(download)})` : '';
      return [
        `**${title}**: ${failures.join('; ')}`,
        `${formatCell(reads)}${downloads}`,
        ...[writes, terminal, token].map(formatCell),
      ];
    }),
  );
}

/** Kinds of calls that do the same in every row share a column. */
function failureTable(failures: readonly FailureName[], kinds: readonly CallKindName[], cellFor: CellFor): string {
  const columns = new Map<string, CallKindName[]>();
  for (const kind of kinds) {
    const cells = failures.map((failure) => cellFor(failure, kind)).join('\n');
    columns.set(cells, [...(columns.get(cells) ?? []), kind]);
  }
  const groups = [...columns.values()];
  return markdownTable(
    ['Failure', ...groups.map((names) => names.join(', '))],
    failures.map((failure) => [failure, ...groups.map(([kind]) => formatCell(cellFor(failure, kind!)))]),
  );
}

const markdownTable = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

function formatCell(cell: string): string {
  const [, requests, result, outcome] = /^(\d+(?: of \d+)?) (\S+)(?: (.*))?$/.exec(cell)!;
  return `${requests} × ${result === 'ok' ? 'ok' : `\`${result}\`, ${outcome}`}`;
}
