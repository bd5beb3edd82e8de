import type { Aggregate } from '@secuconnect/api';
import type { PickPaths } from '../query/paths.ts';
import type { Aggregation } from './aggregation.ts';
import type { Paginator } from './paginator.ts';

/** What a list method returns: a `Paginator` of items, or, with `aggregate`, the one response that there is, without pages. */
export type ListResult<Item, Field extends string, Groups> = [Groups] extends [undefined]
  ? PaginatorOf<Item, Field>
  : [Aggregate] extends [Groups]
    ? PaginatorOf<Item, Field>
    : Promise<Aggregation>;

type PaginatorOf<Item, Field extends string> = Paginator<
  [Field] extends [never] ? Item : string extends Field ? Item : PickPaths<Item, Field>
>;
