export { Generator, type Extent } from './generate.ts';
export { createRandom, seedFor, type Random } from './random.ts';
export { shapeOf, typesOf, type Resolve, type Schema, type Shape } from './schema.ts';
