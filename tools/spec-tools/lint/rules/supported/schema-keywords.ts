import { anything, boolean, compiles, isStable, list, number, only, size, strings, text, type Value } from './value.ts';

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

const type: Value = {
  accepts: (value) => {
    const types: unknown[] = Array.isArray(value) ? value : [value];
    return (
      types.length > 0 &&
      types.every((one) => typeof one === 'string' && TYPES.includes(one)) &&
      new Set(types).size === types.length
    );
  },
  remedy: `Write one of ${TYPES.join(', ')}, or a list of them, with 'null' in quotes`,
};

/** The contract tests and the mock make values of these formats; bytes are files. */
const FORMATS = ['date', 'date-time', 'uri', 'binary'];

const format: Value = {
  ...only(...FORMATS),
  problem: (value) => `The contract tests cannot make values of the format ${String(value)}`,
  remedy: `Use ${FORMATS.join(', ')}, or a pattern, minimum and maximum, or say it in the description`,
};

const values: Value = {
  accepts: (value) => Array.isArray(value) && value.length > 0 && value.every((one) => one === null || isStable(one)),
  remedy: 'Write a list of strings, numbers that JavaScript can hold, booleans or null',
};

/** The contract tests make strings from a pattern, and cannot with these parts. */
const NOT_GENERATED = /\(\?(?!:|<\w)|\\[bB1-9]|\\k</;

const pattern: Value = {
  accepts: (value) => typeof value === 'string' && compiles(value) && !NOT_GENERATED.test(value),
  problem: (value) =>
    typeof value === 'string' && compiles(value)
      ? 'The contract tests cannot make strings with lookarounds, \\b or references to a group'
      : 'The pattern is not a regular expression with the flag u',
  remedy: 'Write a pattern without them that compiles in JavaScript',
};

const constant: Value = {
  accepts: isStable,
  problem: (value) =>
    value === null
      ? 'const: null has the type unknown'
      : typeof value === 'number'
        ? `JavaScript cannot hold the number ${value}`
        : 'A constant that is an object or an array has no type',
  remedy: 'Write a string, a number or a boolean, or use type: null',
};

const members: Value = {
  accepts: (value) => !Array.isArray(value) || value.length > 0,
  remedy: 'Write at least one schema',
};

/** The keywords of JSON Schema that the whole pipeline understands. */
export const KEYWORDS: Readonly<Record<string, Value>> = {
  $ref: text,
  $comment: text,
  title: text,
  description: text,
  deprecated: boolean,
  default: anything,
  example: anything,
  examples: list,
  type,
  enum: values,
  const: constant,
  format,
  pattern,
  minLength: size,
  maxLength: size,
  minimum: number,
  maximum: number,
  items: anything,
  minItems: size,
  maxItems: size,
  properties: anything,
  required: strings,
  additionalProperties: anything,
  allOf: members,
  oneOf: members,
  anyOf: members,
  discriminator: anything,
  contentEncoding: only('base64'),
  contentMediaType: text,
};
