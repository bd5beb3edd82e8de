import { sample, string, stringMatching } from 'fast-check';
import type { Schema } from './schema.ts';
import type { Random } from './random.ts';

const two = (value: number): string => String(value).padStart(2, '0');

const date = (random: Random): string =>
  `20${two(random.below(40))}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;

const FORMATS: Readonly<Record<string, (random: Random) => string>> = {
  date,
  'date-time': (random) =>
    `${date(random)}T${two(random.below(24))}:${two(random.below(60))}:${two(random.below(60))}${random.pick(['Z', '+01:00', '-05:30'])}`,
  uri: (random) => `https://shop${random.below(1000)}.example/return?order=${random.below(10_000)}&state=%20`,
};

/** How many texts of a pattern are made to find one of the right length: a search without end would hang the tests. */
const MAX_ATTEMPTS = 200;

/** A string that a schema allows: by its format, its pattern, or any characters, including non-ASCII ones. */
export function textFor(schema: Schema, random: Random): string {
  const { format, pattern, minLength = 0, maxLength = Infinity } = schema;
  const known = format === undefined ? undefined : FORMATS[format];
  if (known) return known(random);
  const letters =
    pattern === undefined
      ? // No control characters: no field of the API has any, and in a header of the mock they would abort the response.
        string({ unit: 'grapheme', minLength, maxLength: Math.min(maxLength, Math.max(24, minLength)) })
      : stringMatching(new RegExp(pattern, 'u'), { size: '-1' });
  const fits = (text: string): boolean => {
    const { length } = [...text];
    return length >= minLength && length <= maxLength;
  };
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const [text] = sample(letters, { seed: random.below(2 ** 31), numRuns: 1 });
    if (fits(text!)) return text!;
  }
  throw new Error(`No text of ${MAX_ATTEMPTS} that match ${pattern} is between ${minLength} and ${maxLength} long.`);
}
