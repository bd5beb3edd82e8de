import { UsageError } from '../cli-error.ts';
import { valueAt } from '../operations/values.ts';
import { argumentsSchema, type Arguments } from './arguments.ts';
import { callOperation } from './call-operation.ts';
import { search, type CatalogOperation } from './catalog.ts';
import { schemaOf, type JsonSchema } from './json-schema.ts';
import { annotationsOf, descriptionOf } from './operation-tools.ts';
import type { Session } from './session.ts';
import { jsonResult, type Tool } from './tool.ts';

/** How many operations a search lists. */
const MAX_FOUND = 40;
const SCHEMA_DEPTH = 3;

const OPERATION: JsonSchema = {
  type: 'string',
  description: 'The id of the operation, such as smart.transactions.get.',
};
const LOCAL = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

type Definition = Tool['definition'];

const inputSchema = (
  properties: Record<string, JsonSchema>,
  required: readonly string[],
): Definition['inputSchema'] => ({
  type: 'object',
  properties,
  required: [...required],
  additionalProperties: false,
});

/** Finds operations by words. */
export const findTool = (session: Session, operations: readonly CatalogOperation[]): Tool => ({
  definition: {
    name: 'find_operations',
    description:
      'Finds operations of the Secuconnect API by words in their ids and summaries, such as "smart transactions" or "refund". Then read describe_operation, and run one.',
    inputSchema: inputSchema({ query: { type: 'string', description: 'Words; empty for the list of resources.' } }, [
      'query',
    ]),
    annotations: { title: 'Find operations', ...LOCAL },
  },
  call: async (given) => {
    const query = textOf(given, 'query');
    if (query.trim() === '') return jsonResult({ resources: resourcesOf(operations) });
    const found = search(operations, query);
    const shown = found.filter(({ operation }) => operation.isSafe || session.options.allowWrites);
    const hidden = found.length - shown.length;
    return jsonResult({
      operations: shown.slice(0, MAX_FOUND).map(({ id, operation }) => ({
        id,
        summary: operation.summary,
        ...(!operation.isSafe && { changesData: true }),
      })),
      ...(shown.length > MAX_FOUND && { note: `There are ${shown.length}; add words.` }),
      ...(hidden > 0 && {
        notAllowed: `${hidden} more change data, for which the server was not started (--allow-writes).`,
      }),
    });
  },
});

/** Describes an operation, and any part of its body. */
export const describeTool = (operations: readonly CatalogOperation[]): Tool => ({
  definition: {
    name: 'describe_operation',
    description:
      'Describes an operation: what it does, and the JSON Schema of its arguments, or of one field of its body.',
    inputSchema: inputSchema(
      { operation: OPERATION, field: { type: 'string', description: 'A path in the body, such as basket.products.' } },
      ['operation'],
    ),
    annotations: { title: 'Describe an operation', ...LOCAL },
  },
  call: async (given) => {
    const one = operationNamed(operations, textOf(given, 'operation'));
    const { operation, table } = one;
    if (given['field'] === undefined)
      return jsonResult({
        operation: one.id,
        description: descriptionOf(one),
        changesData: operation.isSafe !== true,
        arguments: argumentsSchema(operation, table, SCHEMA_DEPTH),
      });
    const field = textOf(given, 'field');
    const path = field
      .replace(/^body\.?/, '')
      .split('.')
      .filter(Boolean);
    const value = operation.body && valueAt(operation.body.schema, path, table.models);
    if (!value) throw new UsageError(`The body of ${one.id} has no field ${field}.`);
    return jsonResult({ operation: one.id, field, schema: schemaOf(value, table.models, SCHEMA_DEPTH) });
  },
});

/** Runs any operation that only reads, or any that changes data. */
export function runTool(session: Session, operations: readonly CatalogOperation[], kind: 'read' | 'write'): Tool {
  const isRead = kind === 'read';
  const name = `run_${kind}_operation`;
  return {
    definition: {
      name,
      description: isRead
        ? 'Runs an operation that only reads. Its arguments are those that describe_operation has.'
        : 'Runs an operation that changes data, and may move money. Its arguments are those that describe_operation has. Look up an unknown outcome before you run it again.',
      inputSchema: inputSchema(
        {
          operation: OPERATION,
          arguments: { type: 'object', description: 'The arguments of the operation, by name.' },
        },
        ['operation'],
      ),
      annotations: { ...annotationsOf({ ...(isRead && { isSafe: true }) }), title: isRead ? 'Read' : 'Change data' },
    },
    call: async (given, context) => {
      const one = operationNamed(operations, textOf(given, 'operation'));
      if (isRead !== (one.operation.isSafe === true))
        throw new UsageError(`${one.id} ${isRead ? 'changes data' : 'only reads'}, which is not what ${name} is for.`);
      const values = given['arguments'] ?? {};
      if (typeof values !== 'object' || Array.isArray(values)) throw new UsageError('arguments must be an object.');
      return callOperation(session, one, values as Arguments, context);
    },
  };
}

/** The text of an argument. @throws UsageError for anything else. */
function textOf(given: Arguments, name: string): string {
  const value = given[name];
  if (typeof value !== 'string') throw new UsageError(`${name} must be a string.`);
  return value;
}

function operationNamed(operations: readonly CatalogOperation[], id: string): CatalogOperation {
  const found = operations.find((one) => one.id === id || one.id.replaceAll('.', '_') === id);
  if (found) return found;
  const [closest] = search(operations, id.replaceAll('.', ' '));
  throw new UsageError(
    `There is no operation ${JSON.stringify(id)}${closest ? `; did you mean ${closest.id}` : ''}?`.replace(
      /"\?$/,
      '".',
    ),
  );
}

/** The verbs of each resource. */
export const resourcesOf = (operations: readonly CatalogOperation[]): Record<string, string> => {
  const lines: Record<string, string> = {};
  for (const { id, table } of operations) {
    const verb = id.slice(table.id.length + 1);
    lines[table.id] = lines[table.id] === undefined ? verb : `${lines[table.id]}, ${verb}`;
  }
  return lines;
};
