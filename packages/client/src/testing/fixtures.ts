import { examples, type FixtureModels } from '../generated/fixtures.ts';
import { isRecord } from '../internal/json.ts';

/** Some of the fields, at any depth. Arrays are complete. */
export type DeepPartial<Value> = Value extends string | readonly unknown[]
  ? Value
  : Value extends object
    ? { [Key in keyof Value]?: DeepPartial<Value[Key]> | undefined }
    : Value;

/** One function for each model that an operation responds with: `fixtures.smartTransaction({ status: 'ok' })`. */
export type Fixtures = {
  readonly [Name in keyof FixtureModels]: (overrides?: DeepPartial<FixtureModels[Name]>) => FixtureModels[Name];
};

/**
 * Creates functions that make objects as the API returns them, from the examples of the spec.
 * - Overrides are merged at any depth. An array replaces the whole array, and `undefined` removes a field.
 * - Each object has a unique `id`, counted up from 1 in the style of the original. Ids of nested objects stay as they are.
 * - Every object is a copy: to change one changes no other.
 *
 * For the same ids in each run, call this in each test.
 */
export function createFixtures(): Fixtures {
  let count = 0;
  const names = Object.keys(examples) as (keyof FixtureModels)[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      (overrides?: object) => {
        const copy = structuredClone(examples[name]) as Record<string, unknown>;
        count++;
        if ('id' in copy) copy['id'] = nextId(copy['id'], count);
        return overrides ? merge(copy, overrides as Record<string, unknown>) : copy;
      },
    ]),
  ) as unknown as Fixtures;
}

/** One set of fixtures for all tests of a process: each id occurs once. */
export const fixtures: Fixtures = /* @__PURE__ */ createFixtures();

/** As long as the original, with the same beginning, and the number at the end. */
function nextId(original: unknown, number: number): unknown {
  if (typeof original === 'number') return original + number;
  if (typeof original !== 'string') return original;
  if (/^\d+$/.test(original)) return String(Number(original) + number);
  const digits = String(number).padStart(5, '0');
  return original.slice(0, -digits.length) + digits;
}

/** Changes and returns `target`. */
function merge(target: Record<string, unknown>, overrides: Record<string, unknown>): Record<string, unknown> {
  for (const [key, value] of Object.entries(overrides)) {
    const current = target[key];
    if (value === undefined) delete target[key];
    else target[key] = isRecord(value) && isRecord(current) ? merge(current, value) : structuredClone(value);
  }
  return target;
}
