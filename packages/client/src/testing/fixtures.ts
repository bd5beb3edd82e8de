import { examples, type FixtureModels } from '../generated/fixtures.ts';
import { isRecord } from '../internal/json.ts';

/** Some of the fields, at any depth; an array is given as a whole. */
export type DeepPartial<Value> = Value extends readonly unknown[]
  ? Value
  : Value extends object
    ? { [Key in keyof Value]?: DeepPartial<Value[Key]> | undefined }
    : Value;

/** One function for each model that an operation answers with: `fixtures.smartTransaction({ status: 'ok' })`. */
export type Fixtures = {
  readonly [Name in keyof FixtureModels]: (overrides?: DeepPartial<FixtureModels[Name]>) => FixtureModels[Name];
};

/**
 * Objects as the API answers them, made from the examples of the spec.
 * - Overrides are merged in at any depth; an array takes the place of the whole array, and `undefined` takes a field away.
 * - Each object has an `id` of its own, counted up from 1 in the style of the original; ids of objects inside of it stay as they are.
 * - Every object is new: changing one changes no other.
 *
 * Make one in each test for the same ids in each run.
 */
export function createFixtures(): Fixtures {
  let made = 0;
  const names = Object.keys(examples) as (keyof FixtureModels)[];
  return Object.fromEntries(
    names.map((name) => [
      name,
      (overrides?: object) => {
        const copy = structuredClone(examples[name]) as Record<string, unknown>;
        made++;
        if ('id' in copy) copy['id'] = nextId(copy['id'], made);
        return overrides ? merged(copy, overrides as Record<string, unknown>) : copy;
      },
    ]),
  ) as unknown as Fixtures;
}

/** One set of fixtures for all tests of a process: ids never come twice. */
export const fixtures: Fixtures = /* @__PURE__ */ createFixtures();

/** As long as the original, with the same beginning, and the number at the end. */
function nextId(original: unknown, number: number): unknown {
  if (typeof original === 'number') return original + number;
  if (typeof original !== 'string') return original;
  if (/^\d+$/.test(original)) return String(Number(original) + number);
  const digits = String(number).padStart(5, '0');
  return original.slice(0, -digits.length) + digits;
}

function merged(onto: Record<string, unknown>, overrides: Record<string, unknown>): Record<string, unknown> {
  for (const [key, value] of Object.entries(overrides)) {
    const there = onto[key];
    if (value === undefined) delete onto[key];
    else onto[key] = isRecord(value) && isRecord(there) ? merged(there, value) : structuredClone(value);
  }
  return onto;
}
