import { createRandom, Generator, seedFor, type Random } from '@secuconnect/mock/values';
import { resolve } from '../document/document.ts';

/** The seed of this run: `CONTRACT_SEED`, or one that never changes, so that CI is not a lottery. */
export const SEED = Number(process.env['CONTRACT_SEED'] ?? 20);

/** Random values for a text, such as the id of an operation: the same for the same seed of the run. */
export const randomFor = (text: string): Random => createRandom(seedFor(SEED, text));

/** Makes values from the schemas of the document. */
export const generatorWith = (random: Random): Generator => new Generator({ random, follow: resolve });

export const generatorFor = (text: string): Generator => generatorWith(randomFor(text));
