import { validator, type Check, type Validator } from '../shared/ajv.ts';
import { deref, isNode, nodeOf, type Node } from '../shared/json.ts';
import { keyOf, nameOf, type Inventory, type ReferenceOperation } from './inventory.ts';
import { outlineOf, typesOnly } from './outline.ts';
import { METHODS } from '../shared/http-methods.ts';
import type { WrongSample } from './wrong-samples.ts';

export interface SampleReport {
  /** How many samples were held against a schema; a test should insist that this is not 0. */
  checked: number;
  /** One line for each sample that its schema does not accept. */
  problems: string[];
  /** Entries of the list of wrong samples that no sample needs any more. */
  needless: string[];
}

const ID = 'openapi.json';
const ERROR = { $ref: '#/components/schemas/ProductExceptionPayload' };

/** Holds every request and response sample of the reference page against the document. Operations it lacks are left to the coverage. */
export function checkSamples(document: unknown, inventory: Inventory, wrong: readonly WrongSample[]): SampleReport {
  const ajv = validator();
  ajv.addSchema(nodeOf(document), ID);
  const operations = operationsByKey(document);
  const report: SampleReport = { checked: 0, problems: [], needless: [] };
  for (const reference of inventory.operations) {
    const operation = operations.get(keyOf(reference));
    if (!operation) continue;
    for (const side of ['request', 'response'] as const) {
      const sample = unwrapped(reference[`${side}Sample`]);
      if (!saysSomething(sample)) continue;
      const where = `${nameOf(reference)} ${side}`;
      const media =
        side === 'request' ? requestMedia(document, operation, reference) : answerMedia(document, operation);
      const schema = isError(sample) ? ERROR : nodeOf(media)['schema'];
      const known = wrong.find((one) => one.sample === where);
      report.checked++;
      const mistakes = schema === undefined ? ['there is no schema'] : validate(ajv, document, schema, sample, known);
      if (mistakes.length > 0) report.problems.push(`${where}: ${mistakes.join('; ')}`);
      if (known && schema !== undefined && validate(ajv, document, schema, sample).length === 0)
        report.needless.push(where);
    }
  }
  return report;
}

/** What the schema says against the sample; nothing is good. */
function validate(
  ajv: Validator,
  document: unknown,
  schema: unknown,
  sample: unknown,
  known: Partial<WrongSample> = {},
): string[] {
  const target = known.isElement ? (deref(document, schema)['items'] ?? schema) : schema;
  const collapsed = new Set(
    Object.entries(nodeOf(sample))
      .filter(([, value]) => isCollapsed(value))
      .map(([name]) => name),
  );
  const outline = isCollapsed(sample)
    ? typesOnly(document, target)
    : outlineOf(document, ID, target, { collapsed, ignored: new Set(known.keys) });
  const check = compiled(ajv, outline);
  if (check instanceof Error) return [`its schema does not compile: ${check.message}`];
  if (check(sample)) return [];
  return [
    ...new Set((check.errors ?? []).map((error) => `${error.instancePath || 'it'} ${error.message ?? 'is wrong'}`)),
  ];
}

function compiled(ajv: Validator, schema: object): Check | Error {
  try {
    return ajv.compile(schema);
  } catch (failure) {
    if (failure instanceof Error) return failure;
    throw failure;
  }
}

/** The page shows some samples inside the `value` of an example object that was pasted as a whole. */
function unwrapped(sample: unknown): unknown {
  return isNode(sample) && Object.keys(sample).join() === 'value' ? sample['value'] : sample;
}

/** Neither a sample that the page does not show, nor one that is an unresolved reference. */
const saysSomething = (sample: unknown): boolean =>
  sample !== undefined && (!isNode(sample) || (Object.keys(sample).length > 0 && !('$ref' in sample)));

/** `{}` and `[]` stand for an object and an array whose contents the page does not show. */
const isCollapsed = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : isNode(value) && Object.keys(value).length === 0;

/** The page shows the body of an error where an operation answers with nothing. */
const isError = (sample: unknown): boolean =>
  isNode(sample) && ['status', 'error', 'supportId'].every((key) => key in sample);

function requestMedia(document: unknown, operation: Node, { path }: ReferenceOperation): unknown {
  const content = nodeOf(deref(document, operation['requestBody'])['content']);
  const multipart = path.includes('?multipart');
  return Object.entries(content).find(([type]) => type.includes('multipart') === multipart)?.[1];
}

function answerMedia(document: unknown, operation: Node): unknown {
  const [, success] = Object.entries(nodeOf(operation['responses'])).find(([status]) => status.startsWith('2')) ?? [];
  return Object.values(nodeOf(deref(document, success)['content']))[0];
}

function operationsByKey(document: unknown): Map<string, Node> {
  const operations = new Map<string, Node>();
  for (const [path, item] of Object.entries(nodeOf(nodeOf(document)['paths'])))
    for (const method of METHODS)
      if (isNode(nodeOf(item)[method])) operations.set(keyOf({ method, path }), nodeOf(nodeOf(item)[method]));
  return operations;
}
