import { code, table } from '../../docs-tools/markdown.ts';
import { ACCEPTED, REJECTED } from './constructs.ts';
import { rightBodies } from './right-bodies.ts';
import type { RightConstruct } from './right-construct.ts';
import { rightParameters } from './right-parameters.ts';
import { rightResponses } from './right-responses.ts';
import { rightSchemas } from './right-schemas.ts';

const INTRODUCTION = `# Constructs of OpenAPI

Each construct of OpenAPI 3.1 and JSON Schema 2020-12 is either **right**, from the document to the wire and back, or **rejected** by \`pnpm spec:lint\` with a
remedy. The test suite writes this page and proves every row: \`tools/repo-tests/conformance\` has a document for each.

To support more, see [spec/README.md](../spec/README.md).
`;

/** `docs/spec-constructs.md`: the verdict about each construct. */
export function constructsPage(): string {
  const right = [...rightParameters, ...rightBodies, ...rightResponses];
  const accepted = Object.values(ACCEPTED).flat();
  const rejected = Object.entries(REJECTED);
  const counted = right.length + rightSchemas.length + accepted.length;
  return [
    INTRODUCTION,
    `${counted} constructs are right, and ${rejected.flatMap(([, rows]) => rows).length} are rejected.\n`,
    '## Right, byte by byte\n',
    'A call of the generated class arrives at a server exactly like this, the mock accepts it, and the result has the declared type.\n',
    table(
      ['Construct', 'What arrives'],
      right.map((one) => [one.name, wireOf(one)]),
    ),
    '## Right schemas\n',
    'The type allows the values, and the mock and Ajv agree on valid and invalid ones.\n',
    table(
      ['Schema', 'Valid', 'Invalid'],
      rightSchemas.map(({ name, field, valid, invalid }) => [
        name,
        examples(valid.map((one) => one[field])),
        examples(invalid),
      ]),
    ),
    '## Right in further documents\n',
    'The call compiles with the types of the document, and its mock accepts what the client sends.\n',
    `${accepted.map(({ name }) => `- ${name}`).join('\n')}\n`,
    ...rejected.flatMap(([place, rows]) => [
      `## Rejected: ${place}\n`,
      table(
        ['Construct', 'Finding', 'Remedy'],
        rows.map(({ name, message, remedy }) => [name, message, remedy]),
      ),
    ]),
  ].join('\n');
}

const wireOf = ({ sent: { method, target, headers = {}, body } }: RightConstruct): string =>
  [
    target && code(`${method} ${target}`),
    ...Object.entries(headers).map(([name, value]) => code(`${name}: ${value}`)),
    typeof body === 'string' && body !== '' && code(body.replace('\n', '\\n')),
    typeof body === 'object' && 'a form with boundaries',
  ]
    .filter(Boolean)
    .join('<br>');

const examples = (values: readonly unknown[]): string =>
  values.map((value) => (value === undefined ? 'not given' : code(JSON.stringify(value)))).join(', ');
