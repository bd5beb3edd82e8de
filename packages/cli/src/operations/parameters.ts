import { UsageError } from '../cli-error.ts';
import { kebab } from './names.ts';
import type { ParameterTable } from './operation-table.ts';

/** Flags of every operation. A parameter of the API with such a name gets `query-` before it. */
const RESERVED = new Set(
  'all base-url csv data dry-run environment explain help idempotency-key json jsonl language limit max-retries out profile table timeout unchecked version yes'.split(
    ' ',
  ),
);

/** The flag of a parameter, without its dashes. */
export const flagOf = ({ name }: ParameterTable): string => {
  const flag = kebab(name);
  return RESERVED.has(flag) ? `query-${flag}` : flag;
};

/** The values of the parameters in one place, by name, from what the flags were given. */
export function parameterValues(
  parameters: readonly ParameterTable[],
  flags: Readonly<Record<string, unknown>>,
): Record<string, unknown> | undefined {
  const given = parameters.flatMap((parameter): [string, unknown][] => {
    const written = flags[flagOf(parameter)];
    if (written === undefined) return [];
    return [
      [
        parameter.name,
        parameter.isObject
          ? objectOf(parameter, written as string[])
          : checkedValue(parameter, written as string, `--${kebab(parameter.name)}`),
      ],
    ];
  });
  return given.length === 0 ? undefined : Object.fromEntries(given);
}

/** The value of a path parameter as it is sent. */
export const pathValue = (parameter: ParameterTable, text: string): string =>
  String(checkedValue(parameter, text, parameter.name));

/**
 * Checks a text by the schema of its parameter.
 *
 * @param shown What messages call the parameter.
 * @throws UsageError that names the parameter.
 */
export function checkedValue({ schema }: ParameterTable, text: string, shown: string): string | number {
  const wrong = (requirement: string): never => {
    throw new UsageError(`${shown} must ${requirement}, not ${JSON.stringify(text)}.`);
  };
  const { type, minimum, idPrefix, minLength = 0 } = schema;
  const value = type === 'integer' || type === 'number' ? numberOf(text) : text;
  if (value === undefined || (type === 'integer' && !Number.isSafeInteger(value)))
    return wrong(`be of type ${String(type)}`);
  if (typeof value === 'number' && minimum !== undefined && value < minimum) wrong(`be ${minimum} or more`);
  if (schema.enum && !schema.enum.includes(value)) wrong(`be one of ${schema.enum.join(', ')}`);
  if (text.length < minLength) wrong('not be empty');
  // An id of another kind is a mistake; an id that looks like none may be from before there were kinds.
  if (idPrefix !== undefined && /^[A-Z]{3}_/.test(text) && !text.startsWith(idPrefix))
    wrong(`be an id that begins with ${idPrefix}`);
  return value;
}

const numberOf = (text: string): number | undefined => (/^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined);

function objectOf(parameter: ParameterTable, pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw new UsageError(`--${flagOf(parameter)} ${pair} is not name=value.`);
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
