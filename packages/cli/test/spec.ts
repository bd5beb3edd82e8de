import spec from '@secuconnect/api/openapi.json' with { type: 'json' };
import { resources } from '../src/generated/index.ts';
import { kebab } from '../src/operations/names.ts';
import type { OperationTable } from '../src/operations/operation-table.ts';

type Json = Record<string, never>;

/** An operation with everything that a command line for it needs. */
export interface Sample {
  readonly id: string;
  readonly words: readonly string[];
  readonly table: OperationTable;
  readonly ids: readonly string[];
  /** The first documented body. */
  readonly body: unknown;
  /** The first documented response: JSON, or undefined for another one. */
  readonly response: unknown;
}

const document = spec as unknown as {
  paths: Record<string, Record<string, { operationId?: string } & Json>>;
};

const resolved = (value: unknown): never => {
  const { $ref } = (value ?? {}) as { $ref?: string };
  if ($ref === undefined) return value as never;
  let node: unknown = document;
  for (const step of $ref.slice(2).split('/')) node = (node as Json)[decodeURIComponent(step).replaceAll('~1', '/')];
  return resolved(node);
};

/** The first example of a JSON body or response. */
function example(content: unknown): unknown {
  const examples = (content as Record<string, { examples?: Record<string, unknown> }> | undefined)?.['application/json']
    ?.examples;
  const [first] = Object.values(examples ?? {});
  return first === undefined ? undefined : (resolved(first) as { value: unknown }).value;
}

/** Every operation of the document, which is not where the commands come from at run time. */
export async function samples(): Promise<Sample[]> {
  const found: Sample[] = [];
  for (const item of Object.values(document.paths))
    for (const operation of Object.values(item)) {
      const id = operation.operationId;
      if (id === undefined) continue;
      const at = id.lastIndexOf('.');
      const table = (await resources[id.slice(0, at)]!.load()).operations[id.slice(at + 1)]!;
      const { requestBody, responses } = operation as unknown as {
        requestBody?: unknown;
        responses: Record<string, unknown>;
      };
      found.push({
        id,
        words: id.split('.').map(kebab),
        table,
        ids: table.parameters
          .filter((one) => one.in === 'path')
          .map(({ schema }) =>
            String(
              schema.enum?.[0] ??
                schema.extensibleEnum?.[0] ??
                (schema.type === 'integer' ? 7 : `${schema.idPrefix ?? ''}A B`),
            ),
          ),
        body: requestBody === undefined ? undefined : example((resolved(requestBody) as { content: unknown }).content),
        response: example((resolved(responses['200']) as { content?: unknown } | undefined)?.content),
      });
    }
  return found;
}
