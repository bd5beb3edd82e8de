import { createRequire } from 'node:module';
import type { Schema } from './values/schema.ts';
import { Generator } from './values/generate.ts';
import { createRandom, seedFor } from './values/random.ts';

// Prism's own module, through its own tree: what it exports is looked up at each call, so it can be replaced.
const ownRequire = createRequire(import.meta.url);
const prismRequire = createRequire(ownRequire.resolve('@stoplight/prism-http'));
const generation = prismRequire('./mocker/generator/JSONSchema') as { generate: unknown };

type Bundle = Readonly<Record<string, Schema>>;
const BUNDLED = '#/__bundled__/';

/**
 * The generator of Prism 5.16.0 follows references three deep and leaves `{}` beyond, so that every third of its answers breaks the
 * schema that it was made from; and its seed does not reach all of what it draws. `Prefer: dynamic=true` is therefore answered with
 * values of ours: allowed by the schema (Prism checks it), and the same for the same `seed=`.
 */
export function replaceDynamicGenerator(): void {
  generation.generate = (_operation: unknown, bundle: Bundle, schema: Schema, seed: string | undefined) => {
    const random = createRandom(seed === undefined ? Math.trunc(Math.random() * 2 ** 32) : seedFor(1, seed));
    const follow = ({ $ref = '' }: Schema): Schema => bundle[$ref.slice(BUNDLED.length)] ?? {};
    const extent = random.pick(['full', 'random', 'minimal'] as const);
    return { _tag: 'Right', right: new Generator({ random, follow }).value(schema, extent) };
  };
}
