import type { Aggregate } from '@secuconnect/api';
import type { Narrowed } from '../query/paths.ts';
import type { Aggregation } from './aggregation.ts';
import type { Paginator } from './paginator.ts';

/** What a list method returns: a `Paginator` of items, or the single response to `aggregate`, which has no pages. */
export type ListResult<Item, Field extends string, Groups> = [Groups] extends [undefined]
  ? Items<Item, Field>
  : [Aggregate] extends [Groups]
    ? Items<Item, Field>
    : Promise<Aggregation>;

type Items<Item, Field extends string> = Paginator<
  [Field] extends [never] ? Item : string extends Field ? Item : Narrowed<Item, Field>
>;
