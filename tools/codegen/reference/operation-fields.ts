import { operationsOf, type Document, type Parameter, type Schema } from '../document.ts';
import { operationParts, type OperationParts } from '../operation-parts.ts';
import { examplesIn } from './example-values.ts';
import { fieldTable, meaningOf, tableOf, type TableContext } from './field-table.ts';
import { alternativesOf, fieldsOf, modelIn, type FullSchema } from './fields.ts';
import { linkFrom, typeText } from './type-text.ts';

/** What the tables in the pages of the operations need to know. */
export const operationContext = (document: Document): TableContext => ({
  document,
  examples: examplesIn(document),
  link: linkFrom(document, 'models/'),
});

/**
 * The fields of the body and of the query of an operation, as tables; empty for an operation without both. All lists have the same query, which is
 * on the first page of the reference.
 */
export function operationFields(context: TableContext, { operation, body, query, headers }: OperationParts): string {
  const bodies = Object.entries(body?.content ?? {}).map(([media, { schema }]) =>
    schema ? bodyText(context, media, schema as FullSchema) : '',
  );
  const parameters = [
    ['query', operation['x-paging'] ? [] : query],
    ['headers', headers],
  ] as const;
  return [
    ...bodies,
    ...(operation['x-paging'] ? ['Fields of `query`: those of [every list](README.md#lists).'] : []),
    ...parameters.map(([name, all]) =>
      all.length > 0 ? `Fields of \`${name}\`:\n\n${parameterTable(context, all)}` : '',
    ),
  ]
    .filter((text) => text !== '')
    .join('\n\n');
}

/** The models of a response, as links. */
export function responseModels(context: TableContext, { success }: OperationParts): string {
  const schema = success.content?.schema as Schema | undefined;
  const text = schema && typeText(schema as FullSchema, context.link);
  return text?.includes('](') ? `Fields: ${text}.` : '';
}

function bodyText(context: TableContext, media: string, schema: FullSchema): string {
  const model = modelIn(schema);
  const sent = media === 'application/json' ? '' : ` (\`${media}\`)`;
  const title = `Fields of \`body\`${sent}${model === undefined ? '' : `, ${context.link(model)}`}:`;
  const fields = fieldsOf(context.document, schema, model ?? '');
  if (fields.length > 0) return `${title}\n\n${fieldTable(context, fields, model ?? '')}`;
  const [only] = alternativesOf(schema);
  return only || model !== undefined ? `The \`body\`${sent} is ${typeText(schema, context.link)}.` : '';
}

/** The query that all lists have, as a table; empty in a document without lists. */
export function listQuery(context: TableContext): string {
  const list = [...operationsOf(context.document)].find(({ operation }) => operation['x-paging']);
  return list ? parameterTable(context, operationParts(context.document, list).query) : '';
}

function parameterTable(context: TableContext, parameters: readonly Parameter[]): string {
  const rows = parameters.map(({ name, required, description = '', schema, example }) => [
    `\`${name}\``,
    typeText(schema as FullSchema, context.link),
    required ? 'yes' : 'no',
    meaningOf(context.document, { ...schema, description } as FullSchema),
    example === undefined ? '' : `\`${JSON.stringify(example)}\``,
  ]);
  return tableOf(['field', 'type', 'required', 'meaning', 'example'], rows);
}
