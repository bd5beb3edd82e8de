import { prismRequire } from './prism-modules.ts';
import type { Schema } from './values/schema.ts';
import { Generator } from './values/generate.ts';
import { createRandom, seedFor } from './values/random.ts';

// Prism looks the export up at each call, so it can be replaced.
const generation = prismRequire('./mocker/generator/JSONSchema') as { generate: unknown };

type Bundle = Readonly<Record<string, Schema>>;
const BUNDLED = '#/__bundled__/';

/**
 * Replaces the generator of Prism 5.16.0 for `Prefer: dynamic=true`.
 * - Prism's generator follows references three levels deep and leaves `{}` below, so every third response breaks its own schema.
 * - Prism's seed does not cover all random choices. Ours does: the same `seed=` gives the same response, which Prism validates.
 */
export function replaceDynamicGenerator(): void {
  generation.generate = (_operation: unknown, bundle: Bundle, schema: Schema, seed: string | undefined) => {
    const random = createRandom(seed === undefined ? Math.trunc(Math.random() * 2 ** 32) : seedFor(1, seed));
    const follow = ({ $ref = '' }: Schema): Schema => bundle[$ref.slice(BUNDLED.length)] ?? {};
    const extent = random.pick(['full', 'random', 'minimal'] as const);
    return { _tag: 'Right', right: new Generator({ random, follow }).value(schema, extent) };
  };
}
