export { Generator, type Extent } from './generate.ts';
export { createRandom, seedFor, type Random } from './random.ts';
export { flattenSchema, typesOf, type Resolve, type Schema, type FlatSchema } from './schema.ts';
