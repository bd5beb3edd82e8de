import { document, resolve, type DocumentOperation, type JsonSchema } from './document.ts';
import { OPERATIONS, type OperationSpec } from './operations.ts';

/** A kind of objects that the API has operations for. */
export interface ResourceSpec {
  /** Such as `smart.transactions`. */
  readonly id: string;
  /** The value of `object`, by which objects are stored: a contract is the same in `general.contracts` and `payment.contracts`. */
  readonly kind: string;
  readonly schema: JsonSchema;
  /** Such as `STX_`. */
  readonly prefix: string;
  /** Objects of the documented examples. */
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

/** Every resource whose objects can be read or created, by its id. */
export const RESOURCES: ReadonlyMap<string, ResourceSpec> = new Map(
  [...new Set(OPERATIONS.map(({ resource }) => resource))].flatMap((id) => {
    const made = resourceOf(id);
    return made ? [[id, made] as const] : [];
  }),
);

function resourceOf(id: string): ResourceSpec | undefined {
  const own = OPERATIONS.filter(({ resource }) => resource === id);
  const item = own.find(({ verb }) => verb === 'get') ?? own.find(({ verb }) => verb === 'create');
  const schema = item && answerSchema(item);
  if (!schema) return undefined;
  const examples = examplesOf(item);
  const first = examples[0];
  return {
    id,
    kind: typeof first?.['object'] === 'string' ? first['object'] : id.toLowerCase(),
    schema,
    prefix: resolve<JsonSchema>(schema)['x-id-prefix'] ?? /^[A-Z]{3}_/.exec(String(first?.['id']))?.[0] ?? '',
    examples,
  };
}

/** The schema of the JSON of a 200. */
export function answerSchema(operation: OperationSpec): JsonSchema | undefined {
  const { responses } = documentOperation(operation);
  return responses['200'] && resolve(responses['200']).content?.['application/json']?.schema;
}

/** The documented objects of a 200. */
export function examplesOf(operation: OperationSpec): readonly Readonly<Record<string, unknown>>[] {
  const { responses } = documentOperation(operation);
  const content = responses['200'] && resolve(responses['200']).content?.['application/json'];
  return Object.values(content?.examples ?? {}).map(
    (example) =>
      resolve<{ value?: unknown }>(example as { value?: unknown }).value as Readonly<Record<string, unknown>>,
  );
}

function documentOperation({ path, method }: OperationSpec): DocumentOperation {
  return document.paths[path]![method.toLowerCase()] as DocumentOperation;
}
