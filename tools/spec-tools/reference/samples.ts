import { validator, type Check, type Validator } from '../shared/ajv.ts';
import { deref, isNode, nodeOf, type Node } from '../shared/json.ts';
import { keyOf, nameOf, type Inventory, type ReferenceOperation } from './inventory.ts';
import { outlineOf, typesOnly } from './outline.ts';
import { METHODS } from '../shared/http-methods.ts';
import type { WrongSample } from './wrong-samples.ts';

export interface SampleReport {
  /** How many samples were validated. A test should require more than 0. */
  checked: number;
  /** One line for each invalid sample. */
  problems: string[];
  /** Entries of the list of wrong samples whose samples are valid. */
  obsolete: string[];
}

const ID = 'openapi.json';
const ERROR = { $ref: '#/components/schemas/ProductExceptionPayload' };

/** Validates every request and response sample of the API reference. Ignores operations that the document lacks; coverage() reports them. */
export function checkSamples(document: unknown, inventory: Inventory, wrong: readonly WrongSample[]): SampleReport {
  const ajv = validator();
  ajv.addSchema(nodeOf(document), ID);
  const operations = operationsByKey(document);
  const report: SampleReport = { checked: 0, problems: [], obsolete: [] };
  for (const reference of inventory.operations) {
    const operation = operations.get(keyOf(reference));
    if (!operation) continue;
    for (const side of ['request', 'response'] as const) {
      const sample = unwrapped(reference[`${side}Sample`]);
      if (!hasContent(sample)) continue;
      const where = `${nameOf(reference)} ${side}`;
      const media =
        side === 'request' ? requestMedia(document, operation, reference) : responseMedia(document, operation);
      const schema = isError(sample) ? ERROR : nodeOf(media)['schema'];
      const known = wrong.find((one) => one.sample === where);
      report.checked++;
      const errors = schema === undefined ? ['there is no schema'] : validate(ajv, document, schema, sample, known);
      if (errors.length > 0) report.problems.push(`${where}: ${errors.join('; ')}`);
      if (known && schema !== undefined && validate(ajv, document, schema, sample).length === 0)
        report.obsolete.push(where);
    }
  }
  return report;
}

/** The errors of the sample; empty if it is valid. */
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

/** The reference wraps some samples in the `value` of an example object. */
function unwrapped(sample: unknown): unknown {
  return isNode(sample) && Object.keys(sample).join() === 'value' ? sample['value'] : sample;
}

/** Whether the reference shows the sample, and not only an unresolved `$ref`. */
const hasContent = (sample: unknown): boolean =>
  sample !== undefined && (!isNode(sample) || (Object.keys(sample).length > 0 && !('$ref' in sample)));

/** Whether the sample is `{}` or `[]`, which stand for an object or an array with hidden contents. */
const isCollapsed = (value: unknown): boolean =>
  Array.isArray(value) ? value.length === 0 : isNode(value) && Object.keys(value).length === 0;

/** Whether the sample is an error body. The reference shows one for operations without a response body. */
const isError = (sample: unknown): boolean =>
  isNode(sample) && ['status', 'error', 'supportId'].every((key) => key in sample);

function requestMedia(document: unknown, operation: Node, { path }: ReferenceOperation): unknown {
  const content = nodeOf(deref(document, operation['requestBody'])['content']);
  const multipart = path.includes('?multipart');
  return Object.entries(content).find(([type]) => type.includes('multipart') === multipart)?.[1];
}

function responseMedia(document: unknown, operation: Node): unknown {
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
