import { flagOf } from './parameters.ts';
import { kebab } from './names.ts';
import type { OperationTable, ParameterTable, ResourceTable, ValueTable } from './operation-table.ts';
import { fieldsOf, itemsOf, partsOf, typesOf, valueAt } from './values.ts';

/** The lines of a screen that help may take; what has no room is named, and explained by `--explain`. */
const SCREEN_LINES = 48;
const NARROWEST = 60;

/** The help of an operation, from the spec. */
export function operationHelp(table: ResourceTable, verb: string, width: number): string {
  const operation = table.operations[verb]!;
  const columns = Math.max(width, NARROWEST);
  const ids = operation.parameters.filter((one) => one.in === 'path');
  const flags = operation.parameters.filter((one) => one.in !== 'path');
  const words = [...table.id.split('.').map(kebab), kebab(verb), ...ids.map(({ name }) => `<${kebab(name)}>`)];
  const head = [
    ...wrapped(`Usage: secuconnect ${words.join(' ')} [options]`, columns),
    '',
    `${operation.summary}${operation.isDeprecated ? ' (deprecated)' : ''}${operation.isSafe ? '' : ' (changes data)'}`,
    `${operation.method} ${operation.path}`,
    ...wrapped(operation.description, columns),
    ...(operation.waitsForTerminal ? ['Waits for a payment terminal, and is not retried.'] : []),
    ...section('Arguments:', ids.map(parameterRow), columns),
    ...section('Query:', flags.map(parameterRow), columns),
  ];
  const tail = ['', 'Options:', ...optionLines(operation)];
  if (!operation.body) return [...head, ...tail, ''].join('\n');
  const title = `Body${operation.body.required ? ' (required)' : ''}: -d name=value, -d @file.json, -d - for stdin`;
  const room = SCREEN_LINES - head.length - tail.length - 4;
  return [...head, '', title, ...bodyLines(operation.body.schema, table, room, columns), ...tail, ''].join('\n');
}

/**
 * Explains the body, or the field at a path of it: its type, limits, values and all of its fields.
 *
 * @returns `undefined` where the body has no such field.
 */
export function explain(table: ResourceTable, verb: string, path: string, width: number): string | undefined {
  const root = table.operations[verb]?.body?.schema;
  const value = root && valueAt(root, path === '' ? [] : path.split('.'), table.models);
  if (!value) return undefined;
  const prefix = path === '' ? '' : `${path}.`;
  const inner = itemsOf(value, table.models) ?? value;
  const isArray = inner !== value;
  const rows = Object.entries(fieldsOf(inner, table.models)).map(([name, field]) => [
    `${prefix}${isArray ? '0.' : ''}${name}`,
    typeText(field, table.models),
    detail(field),
  ]);
  const title = path === '' ? 'The body' : `${path} (${typeText(value, table.models)})`;
  return [
    ...wrapped(`${title}: ${detail(value) || 'no further description.'}`, width),
    ...rowsText(rows, width),
    '',
  ].join('\n');
}

function optionLines({ isList, isSafe }: OperationTable): string[] {
  return [
    `  --json, --jsonl, --table, --csv   how to print${isList ? '; --all or --limit N for more than a page' : ''}`,
    '  --environment NAME, --base-url URL, --profile NAME   which API',
    `  --dry-run prints a curl command, ${isSafe ? '' : '--yes does not ask, '}--unchecked skips the check by the spec`,
    `  --timeout SECONDS, --max-retries N${isSafe ? '' : ', --idempotency-key KEY'}, --language CODE, --out FILE`,
  ];
}

const parameterRow = (parameter: ParameterTable): string[] => [
  parameter.in === 'path' ? kebab(parameter.name) : `--${flagOf(parameter)}`,
  parameter.isObject ? 'name=value' : typeText(parameter.schema, {}),
  detail({ ...parameter.schema, ...(parameter.description !== undefined && { description: parameter.description }) }),
];

function bodyLines(schema: ValueTable, { models }: ResourceTable, room: number, width: number): string[] {
  const value = itemsOf(schema, models) ?? schema;
  const required = new Set(partsOf(value, models).flatMap((part) => part.required ?? []));
  const fields = Object.entries(fieldsOf(value, models)).sort(
    ([one], [other]) => Number(required.has(other)) - Number(required.has(one)),
  );
  const prefix = value === schema ? '' : '0.';
  const rows = fields.map(([name, field]) => [
    `${prefix}${name}${required.has(name) ? ' *' : ''}`,
    typeText(field, models),
    detail(field),
  ]);
  if (rows.length === 0) return [`  ${detail(value) || 'any JSON'}`];
  if (rows.length <= room) return [...rowsText(rows, width), '  --explain FIELD has the fields of a field.'];
  const shown = Math.max(room - 4, 5);
  const further = fields.slice(shown).map(([name]) => `${prefix}${name}`);
  return [
    ...rowsText(rows.slice(0, shown), width),
    ...wrapped(
      `Further: ${further.join(', ')}. --explain has all fields, --explain FIELD those of a field.`,
      width - 2,
    ).map((line) => `  ${line}`),
  ];
}

/** The type, such as `integer`, `string[]` or `object`. */
function typeText(value: ValueTable, models: ResourceTable['models']): string {
  const items = itemsOf(value, models);
  if (items) return `${typeText(items, models)}[]`;
  return (
    typesOf(value, models)
      .filter((type) => type !== 'null')
      .join('|') || 'any'
  );
}

/** Limits and values before the description: they are what a line has room for. */
function detail(value: ValueTable): string {
  const { minLength, maxLength, minimum, maximum, pattern, format, idPrefix } = value;
  const values = value.enum ?? value.extensibleEnum;
  const limits = [
    format,
    idPrefix !== undefined && `${idPrefix}…`,
    maxLength !== undefined
      ? `${minLength ?? 0}–${maxLength} characters`
      : (minLength ?? 0) > 1 && `from ${minLength} characters`,
    minimum !== undefined && maximum !== undefined
      ? `${minimum}–${maximum}`
      : minimum !== undefined
        ? `from ${minimum}`
        : maximum !== undefined && `up to ${maximum}`,
    pattern !== undefined && `matches ${pattern}`,
    value.isMoney && 'minor units',
    values && `${values.join(', ')}${value.extensibleEnum ? ', …' : ''}`,
  ].filter((limit) => typeof limit === 'string');
  const text = (value.description ?? '').replaceAll(/\s+/g, ' ');
  return [text, limits.length > 0 ? `(${limits.join('; ')})` : ''].filter(Boolean).join(' ');
}

const section = (title: string, rows: readonly string[][], width: number): string[] =>
  rows.length === 0 ? [] : ['', title, ...rowsText(rows, width)];

/** Rows of cells, the last of which is cut off at the width. */
export function rowsText(rows: readonly (readonly string[])[], width: number): string[] {
  const others = Math.max(...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: others }, (_, at) =>
    Math.min(34, Math.max(0, ...rows.map((row) => row[at]!.length))),
  );
  return rows.map((row) => {
    const cells = row.map((cell, at) => (at < others ? cell.padEnd(widths[at]!) : cell));
    return clipped(`  ${cells.join('  ')}`.trimEnd(), width);
  });
}

const clipped = (text: string, width: number): string => (text.length <= width ? text : `${text.slice(0, width - 1)}…`);

export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const line = lines.at(-1)!;
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
