import { cell } from '../cell.ts';
import { resolve, type Document } from '../document.ts';
import { describedValues } from '../enumerations.ts';
import type { ExampleValues } from './example-values.ts';
import { withInnerFields, type Field, type FullSchema } from './fields.ts';
import { typeText, type ModelLink } from './type-text.ts';

/** What a table of fields needs to know. */
export interface TableContext {
  readonly document: Document;
  readonly examples: ExampleValues;
  readonly link: ModelLink;
}

/** A table in Markdown with one row per field. */
export function fieldTable(context: TableContext, fields: readonly Field[], model: string): string {
  const rows = withInnerFields(context.document, fields).map(({ name, schema, required, owner }) => {
    const example = context.examples.of(model, name, schema) || context.examples.of(owner, name, schema);
    return [
      `\`${name}\``,
      typeText(schema, context.link),
      required ? 'yes' : 'no',
      meaningOf(context.document, schema),
      example && `\`${example}\``,
    ];
  });
  return tableOf(['field', 'type', 'required', 'meaning', 'example'], rows);
}

/** The values of the fields that have documented ones, each list in a table. */
export function valueTables(document: Document, fields: readonly Field[]): string {
  return fields
    .map(({ name, schema }) => ({ name, values: describedValues(resolve(document, schema) as FullSchema) }))
    .filter(({ values }) => values.length > 0)
    .map(
      ({ name, values }) =>
        `### Values of \`${name}\`\n\n${tableOf(
          ['value', 'constant', 'meaning'],
          values.map(({ value, name: constant, meaning }) => [
            `\`${value}\``,
            constant ? `\`${constant}\`` : '',
            meaning,
          ]),
        )}`,
    )
    .join('\n');
}

/** The description of a field with its values and limits, in one cell. */
export function meaningOf(document: Document, schema: FullSchema): string {
  const target = resolve(document, schema) as FullSchema;
  const { deprecated, description = target.description ?? '' } = schema;
  return [
    deprecated || target.deprecated ? '**Deprecated.**' : '',
    description,
    valuesText(document, target, description),
    limitsText(target),
    target['x-money'] && !description.includes('minor unit') ? 'In minor units.' : '',
    schema['x-since'] ? `Since version ${schema['x-since']} of the official SDKs.` : '',
  ]
    .filter((text) => text !== '')
    .join(' ');
}

/** The values of a field, or of the items of a list. */
function valuesText(document: Document, schema: FullSchema, description: string): string {
  if (schema.const !== undefined)
    return description.includes(code(schema.const)) ? '' : `Always ${code(schema.const)}.`;
  if (describedValues(schema).length > 0) return '';
  const open = schema['x-extensible-enum'];
  if (open) return `Known values: ${open.map(code).join(', ')}; more may come.`;
  if (schema.enum) return `One of ${schema.enum.map(code).join(', ')}.`;
  return schema.items ? valuesText(document, resolve(document, schema.items) as FullSchema, description) : '';
}

function limitsText(schema: FullSchema): string {
  const { minLength, maxLength, minimum, maximum, minItems, maxItems, pattern, format, default: initial } = schema;
  return [
    rangeText(minLength, maxLength, 'characters'),
    rangeText(minimum, maximum, ''),
    rangeText(minItems, maxItems, 'items'),
    pattern && `Matches ${code(pattern)}.`,
    format && format !== 'binary' && `Format: ${format}.`,
    schema['x-id-prefix'] && `Starts with ${code(schema['x-id-prefix'])}.`,
    initial !== undefined && `Default: ${code(initial)}.`,
  ]
    .filter((text) => text)
    .join(' ');
}

function rangeText(low: number | undefined, high: number | undefined, unit: string): string {
  const suffix = unit && ` ${unit}`;
  if (low !== undefined && high !== undefined)
    return low === high ? `Exactly ${low}${suffix}.` : `${low} to ${high}${suffix}.`;
  if (low !== undefined) return `At least ${low}${suffix}.`;
  return high === undefined ? '' : `At most ${high}${suffix}.`;
}

const code = (value: unknown): string => `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``;

/** A table in Markdown, without the columns that are empty. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const used = head.map((_, at) => rows.some((row) => row[at] !== ''));
  const line = (cells: readonly string[]): string =>
    `| ${cells
      .filter((_, at) => used[at])
      .map(cell)
      .join(' | ')} |\n`;
  return `${line(head)}${line(head.map(() => '---'))}${rows.map(line).join('')}`;
}
