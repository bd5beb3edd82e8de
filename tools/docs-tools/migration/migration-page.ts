import { code, table } from '../markdown.ts';
import { clientMethods, type ApiDocument, type ClientMethod } from './client-methods.ts';
import type { SdkMethods, SdkOperation } from './sdk-methods.ts';

const SDKS = ['php', 'java', 'js'] as const;
const SDK_NAMES = ['PHP', 'Java', 'JavaScript'];

/** An operation of the SDKs with the method of the client that does the same. */
interface Row extends SdkOperation {
  readonly method: ClientMethod | undefined;
}

/**
 * `docs/migration/calls.md`.
 *
 * @throws Error if an operation points to one that the document does not have.
 */
export function migrationPage(sdks: SdkMethods, document: ApiDocument): string {
  const methods = clientMethods(document);
  const rows = sdks.operations.map((one) => ({ ...one, method: methodFor(one, methods) }));
  const used = new Set(rows.map(({ method }) => method?.id));
  return [
    introduction(sdks, rows),
    ...document.tags.flatMap(({ name }) => resource(name, rows)),
    '## Without a successor\n',
    'The SDKs dropped these calls, and the API reference does not describe their operations. If the API still has one for you,',
    `${code('secuconnect.request')} sends any method and path: see [Calls](../guides/calls.md#what-the-spec-does-not-list).\n`,
    table(
      [...SDK_NAMES, 'operation', 'reason'],
      rows.filter(({ method }) => !method).map((row) => [...calls(row), code(row.operation), reason(row, methods)]),
    ),
    '## Renamed since\n',
    'Earlier versions of the SDKs, and the JavaScript SDK to its end, have other names for the same calls.\n',
    table(
      ['earlier class', 'present class'],
      Object.entries(sdks.renamedClasses).map((names) => names.map(code)),
    ),
    table(
      ['earlier method', 'in the client'],
      rows.flatMap(({ earlier = [], method }) => earlier.map((name) => [code(name), link(method!)])),
    ),
    '## New in the client\n',
    'These operations have no call of their own in the SDKs.\n',
    ...[...methods].filter(([, { id }]) => !used.has(id)).map(([name, method]) => `- ${link(method)}: ${code(name)}`),
    '',
  ].join('\n');
}

function introduction({ versions }: SdkMethods, rows: readonly Row[]): string {
  const present = (sdk: (typeof SDKS)[number]): number =>
    rows.filter(({ lastPhp }) => !lastPhp).reduce((sum, row) => sum + row[sdk].length, 0);
  return `# Calls of the official SDKs

Every call of the official SDKs, and the method of the client that sends the same request. The test suite writes this page. [Coming from another
SDK](README.md) says what else changes.

- **PHP** ${versions.php} has ${present('php')} calls, and **Java** ${versions.java} has ${present('java')}. An empty cell means that the SDK does not have the call.
- **JavaScript** is archived with version ${versions.js}. It has fewer resources, and some older class names.
- **To find a call**, search this page for its name, such as ${code('addTransaction')}.
`;
}

/** The same operation, or the one that replaced it. */
function methodFor({ operation, successor }: SdkOperation, methods: ReadonlyMap<string, ClientMethod>) {
  return successor ? existing(successor, methods) : methods.get(operation);
}

function existing(operation: string, methods: ReadonlyMap<string, ClientMethod>): ClientMethod {
  const method = methods.get(operation);
  if (!method) throw new Error(`The API document has no operation ${operation}.`);
  return method;
}

function resource(name: string, rows: readonly Row[]): string[] {
  const own = rows.filter(({ method }) => method?.resource === name);
  if (own.length === 0) return [];
  return [
    `## ${name}\n`,
    table(
      [...SDK_NAMES, 'in the client'],
      own.map((row) => [...calls(row), `${link(row.method!)}${until(row)}`]),
    ),
  ];
}

const calls = (row: Row): string[] => SDKS.map((sdk) => row[sdk].map(code).join('<br>'));

const link = ({ id, link: target }: ClientMethod): string => `[${code(id)}](${target})`;

const until = ({ lastPhp }: Row): string => (lastPhp ? `<br>in the PHP SDK until ${lastPhp}` : '');

function reason({ lastPhp, instead }: Row, methods: ReadonlyMap<string, ClientMethod>): string {
  const gone = `removed after PHP ${lastPhp}`;
  return instead ? `${gone}; ${link(existing(instead, methods))} creates merchants and contracts` : gone;
}
