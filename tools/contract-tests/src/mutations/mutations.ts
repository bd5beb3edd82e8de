import { createRandom, type Random } from '@secuconnect/mock/values';
import type { Mutation } from './mutation.ts';
import { operationMutations } from './operation-mutations.ts';
import { parameterMutations } from './parameter-mutations.ts';
import { schemaMutations } from './schema-mutations.ts';

/** `count` mutations, the same number of each kind as long as it has places. The seed selects them. */
export function mutations(seed: number, count: number): Mutation[] {
  const random = createRandom(seed);
  const all = [...schemaMutations(random), ...parameterMutations(), ...operationMutations()];
  const kinds = Map.groupBy(all, ({ kind }) => kind);
  const drawn: Mutation[] = [];
  while (drawn.length < count) {
    const left = [...kinds.values()].filter(({ length }) => length > 0);
    if (left.length === 0) throw new Error('The document has fewer places to mutate than `count`.');
    for (const candidates of left.slice(0, count - drawn.length)) drawn.push(draw(candidates, random));
  }
  return drawn;
}

const draw = (left: Mutation[], random: Random): Mutation => left.splice(random.below(left.length), 1)[0]!;
