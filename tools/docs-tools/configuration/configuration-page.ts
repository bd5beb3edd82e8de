import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { environments } from '@secuconnect/client';
import { code, table } from '../markdown.ts';
import { OptionTables, type OptionRow } from './option-tables.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const files = globSync('packages/client/src/**/*.ts', { cwd: root, exclude: ['**/generated/**'] }).map(
  (file) => root + file,
);

/** The interfaces whose options have a table, and what it is about. A word in front is the heading. */
const SECTIONS: readonly { heading: string; text: string; interface: string }[] = [
  {
    heading: 'Lists',
    text: 'The last argument of every `list` method, in addition to the options of a call.',
    interface: 'PagingOptions',
  },
  {
    heading: 'A till',
    text: 'For `deviceGrant` ([guide](guides/authentication.md#a-till)).',
    interface: 'DeviceGrantOptions',
  },
  {
    heading: 'A person in an app',
    text: 'For `appUserGrant` ([guide](guides/authentication.md#a-person-in-an-app)).',
    interface: 'AppUserGrantOptions',
  },
  {
    heading: 'A refresh token',
    text: 'For `refreshTokenGrant` ([guide](guides/authentication.md#a-refresh-token-from-elsewhere)).',
    interface: 'RefreshTokenGrantOptions',
  },
  {
    heading: 'Pushes',
    text: 'For `createPushHandler` of `@secuconnect/client/pushes` ([guide](guides/pushes.md)).',
    interface: 'PushHandlerOptions',
  },
  {
    heading: 'Pushes into a queue',
    text: 'For `createPushHandler` in front of a queue ([guide](guides/queues.md)).',
    interface: 'PushQueueOptions',
  },
  {
    heading: 'Workers of a queue',
    text: 'For `createPushWorker`.',
    interface: 'PushWorkerOptions',
  },
  {
    heading: 'Jobs of BullMQ',
    text: 'For `toBullMQ`; all options of the engine are passed on.',
    interface: 'BullMQJobOptions',
  },
  {
    heading: 'Jobs of pg-boss',
    text: 'For `toPgBoss`; all options of the engine are passed on.',
    interface: 'PgBossJobOptions',
  },
  {
    heading: 'URLs of pushes',
    text: 'For `signPushUrl` of `@secuconnect/client/pushes`.',
    interface: 'SignPushUrlOptions',
  },
  {
    heading: 'Waiting for a payment',
    text: 'For `waitForStatus` and `waitForResult` of `@secuconnect/client/flows` ([guide](guides/payments.md)).',
    interface: 'WaitOptions',
  },
  {
    heading: 'Intents',
    text: 'For `withIntent` of `@secuconnect/client/flows` ([guide](guides/when-things-go-wrong.md)).',
    interface: 'IntentParams',
  },
  {
    heading: 'Stores in Redis',
    text: 'For `redisTokenStore` of `@secuconnect/client/redis` ([guide](guides/fleets.md)); those without a lock are for `redisPushStore`, too.',
    interface: 'RedisTokenStoreOptions',
  },
  {
    heading: 'A journal in Redis',
    text: 'For `redisJournal`.',
    interface: 'RedisJournalOptions',
  },
  {
    heading: 'Stores in PostgreSQL',
    text: 'For `postgresTokenStore` of `@secuconnect/client/postgres`; those without a lock are for `postgresPushStore` and `postgresJournal`, too.',
    interface: 'PostgresTokenStoreOptions',
  },
  {
    heading: 'Uploads',
    text: 'For `uploadFile`, in addition to the options of a call ([guide](guides/files.md)).',
    interface: 'UploadOptions',
  },
  {
    heading: 'Downloads',
    text: 'For `downloadFile`, in addition to the options of a call.',
    interface: 'DownloadOptions',
  },
  {
    heading: 'The Node transport',
    text: 'For `nodeFetch` of `@secuconnect/client/node` ([guide](guides/calls.md#another-way-to-the-server)).',
    interface: 'NodeFetchOptions',
  },
  {
    heading: 'Receipts as text',
    text: 'For `receiptText` of `@secuconnect/client/receipts` ([guide](guides/receipts.md)).',
    interface: 'ReceiptTextOptions',
  },
  {
    heading: 'Receipts as HTML',
    text: 'For `receiptPage`, and without the title for `receiptHtml`.',
    interface: 'ReceiptPageOptions',
  },
  {
    heading: 'The fake API',
    text: 'For `createFakeApi` of `@secuconnect/client/testing` ([guide](guides/testing.md)).',
    interface: 'FakeApiOptions',
  },
];

/** Interfaces whose options are in the first table, or in that of an interface that extends them, and those that no program passes. */
const WITHOUT_SECTION = [
  'SecuconnectOptions',
  'CommonOptions',
  'RequestOptions',
  'ListOptions',
  'FindTransactionOptions',
  'ReceiptHtmlOptions',
  'PageRequestOptions',
  'TokenRequestOptions',
  'AttemptOptions',
  'RedisStoreOptions',
  'PostgresStoreOptions',
  'PostgresTableOptions',
  'PushReceiverOptions',
  'FleetTurnOptions',
];

const INTRODUCTION = `# Configuration

Every option, with its default. The test suite writes this page from the doc comments, which editors show too.

## Environment variables

| variable | read by | meaning |
| --- | --- | --- |
| \`SECUCONNECT_ENVIRONMENT\` | \`optionsFromEnv()\` | \`testing\`, \`production\`, \`showcase\` or \`testing-legacy\`: see [environments](#environments). Set this or the next one: there is no default, so that no test reaches production by accident. |
| \`SECUCONNECT_BASE_URL\` | \`optionsFromEnv()\` | A custom base URL, including \`/api/v2\`. |
| \`SECUCONNECT_CLIENT_ID\`, \`SECUCONNECT_CLIENT_SECRET\` | \`optionsFromEnv()\` | The credentials of a server. |
| \`SECUCONNECT_TOKEN\` | \`optionsFromEnv()\` | A token, instead of credentials. |
| \`SECUCONNECT_PUSH_KEYS\` | \`pushKeysFromEnv()\` | The keys of push URLs: \`id:secret\`, several with commas in between ([guide](guides/pushes.md)). |

The client reads no variable by itself. Programs that want another name pass the options; those in \`examples/\` read further ones, which they name at the top.

## Environments

| name | base URL |
| --- | --- |
${Object.entries(environments)
  .map(([name, url]) => `| \`${name}\` | ${url} |`)
  .join('\n')}

## Clients and calls

Most options are for a client (\`new Secuconnect({ … })\`), for one call (the last argument of every method), or for both. An option of a call replaces that of the
client; \`headers\` and \`listeners\` are added.
`;

/** The compiler takes seconds to read the client, so it reads it once. */
let read: OptionTables | undefined;
const optionTables = (): OptionTables => (read ??= new OptionTables(files));

/** `docs/configuration.md`. */
export function configurationPage(): string {
  const tables = optionTables();
  const ofClient = tables.rowsOf('SecuconnectOptions');
  const ofCall = tables.rowsOf('RequestOptions');
  const has = (rows: readonly OptionRow[], name: string): boolean => rows.some((row) => row.name === name);
  const all = [...ofClient, ...ofCall.filter(({ name }) => !has(ofClient, name))];
  const common = new Set(ofCall.map(({ name }) => name));
  const owners = new Set(ofCall.map(({ owner }) => owner));
  const own = (name: string): OptionRow[] => tables.rowsOf(name).filter(({ owner }) => !owners.has(owner));
  return [
    INTRODUCTION,
    table(
      ['option', 'for', 'default', 'meaning'],
      all.map((row) => {
        const isOfClient = has(ofClient, row.name);
        const where = isOfClient && common.has(row.name) ? 'both' : isOfClient ? 'client' : 'call';
        // Limits of both differ in what the doc comment of the call adds.
        const shown =
          ofCall.find(({ name, meaning }) => name === row.name && meaning.length > row.meaning.length) ?? row;
        return [code(row.name), where, defaultOf(row), shown.meaning];
      }),
    ),
    ...SECTIONS.flatMap(({ heading, text, interface: name }) => [
      `## ${heading}\n`,
      `${text}\n`,
      table(
        ['option', 'default', 'meaning'],
        own(name).map((row) => [code(row.name), defaultOf(row), row.meaning]),
      ),
    ]),
  ].join('\n');
}

/** The interfaces with options that are on the page nowhere. */
export function interfacesWithoutTable(): string[] {
  const known = new Set([...WITHOUT_SECTION, ...SECTIONS.map((section) => section.interface)]);
  return optionTables()
    .names()
    .filter((name) => name.endsWith('Options') && !known.has(name));
}

const defaultOf = (row: OptionRow): string => (row.isRequired ? '**required**' : (row.default ?? ''));
