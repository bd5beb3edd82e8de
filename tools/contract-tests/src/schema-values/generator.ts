import { createRandom, Generator, seedFor, type Random } from '@secuconnect/mock/values';
import { follow } from '../document/document.ts';

/** The seed of this run: `CONTRACT_SEED`, or a constant, so that CI is reproducible. */
export const SEED = Number(process.env['CONTRACT_SEED'] ?? 20);

/** A random generator for a key, such as the id of an operation; reproducible with the seed of the run. */
export const randomFor = (key: string): Random => createRandom(seedFor(SEED, key));

/** Generates values from the schemas of the document. */
export const generatorWith = (random: Random): Generator => new Generator({ random, follow });

export const generatorFor = (key: string): Generator => generatorWith(randomFor(key));
