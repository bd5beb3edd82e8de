import { readFile } from 'node:fs/promises';
import { UsageError } from '../cli-error.ts';
import { readStdin } from '../console/ask.ts';
import type { Io } from '../console/io.ts';
import type { ResourceTable, ValueTable } from './operation-table.ts';
import { typesOf, valueAt } from './values.ts';

/**
 * Builds a body from what `-d` was given, in its order:
 * - `@file.json` and `-` (stdin) are JSON documents, and so is a value that begins with a brace or a bracket;
 * - `basket_info.sum=1995` is one field, with dots into objects and numbers into arrays. Where the spec has only a string, the text is the value; everywhere
 *   else, it is read as JSON if it is JSON.
 *
 * Objects are merged, later values win.
 *
 * @returns `undefined` without any data.
 */
export async function readBody(
  data: readonly string[],
  schema: ValueTable,
  models: ResourceTable['models'],
  io: Io,
): Promise<unknown> {
  let body: unknown;
  for (const part of data) {
    const document = await documentIn(part, io);
    if (document) body = merged(body, document.value);
    else body = withField(body, part, schema, models);
  }
  return body;
}

async function documentIn(part: string, io: Io): Promise<{ value: unknown } | undefined> {
  if (part === '-') return { value: parsed(await readStdin(io), 'stdin') };
  if (part.startsWith('@')) return { value: parsed(await fileText(part.slice(1)), part.slice(1)) };
  return /^\s*[{[]/.test(part) ? { value: parsed(part, 'the value of -d') } : undefined;
}

async function fileText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${path} cannot be read: ${(error as Error).message}.`);
  }
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new UsageError(`${source} is not valid JSON: ${(error as Error).message}.`);
  }
}

function withField(body: unknown, part: string, schema: ValueTable, models: ResourceTable['models']): unknown {
  const [, name, text] = /^(?<name>[^=]+)=(?<text>.*)$/s.exec(part) ?? [];
  if (name === undefined || text === undefined)
    throw new UsageError(`-d ${part} is not name=value.`, 'A file is @file.json, and stdin is -.');
  const path = name.split('.');
  if (path.some((step) => step === '' || step === '__proto__'))
    throw new UsageError(`-d ${name} is not a path of names.`);
  const value = valueAt(schema, path, models);
  return placed(body, path, fieldValue(text, value ? typesOf(value, models) : []), name);
}

/** A text as the value of a field with these types. */
function fieldValue(text: string, types: readonly string[]): unknown {
  if (types.length > 0 && types.every((type) => type === 'string')) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The value with another one at a path. Without a value yet, a number makes an array, and a name an object. */
function placed(target: unknown, [step, ...rest]: readonly string[], value: unknown, name: string): unknown {
  if (step === undefined) return isRecord(target) && isRecord(value) ? merged(target, value) : value;
  const container = target ?? (/^\d+$/.test(step) ? [] : {});
  if (Array.isArray(container)) {
    const index = Number(step);
    if (!/^\d+$/.test(step) || index > container.length)
      throw new UsageError(`-d ${name}: ${step} is not the next index of an array with ${container.length} items.`);
    return Object.assign([...(container as unknown[])], { [index]: placed(container[index], rest, value, name) });
  }
  if (!isRecord(container)) throw new UsageError(`-d ${name}: what stands before ${step} is not an object.`);
  return { ...container, [step]: placed(container[step], rest, value, name) };
}

function merged(target: unknown, value: unknown): unknown {
  if (!isRecord(target) || !isRecord(value)) return value;
  const result: Record<string, unknown> = { ...target };
  for (const [name, one] of Object.entries(value)) result[name] = merged(target[name], one);
  return result;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
