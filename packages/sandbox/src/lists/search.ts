import { TypedFastBitSet } from 'typedfastbitset';
import { invalid } from '../engine/exception.ts';
import type { KindIndex } from './kind-index.ts';
import type { FieldIndex } from './field-index.ts';
import type { QueryNode } from './query-node.ts';

/** Of more objects, an index of all values would take seconds, in which no other call is served. */
const MOST_WITHOUT_FIELD = 10_000;

/**
 * The slots that a query matches. Not to be changed.
 *
 * @throws ApiException (ProductFormatException) for a term without a field over too many objects.
 */
export function search(index: KindIndex, query: QueryNode): TypedFastBitSet {
  const names = new Set(fieldsOf(query));
  if (names.has(undefined) && index.size > MOST_WITHOUT_FIELD)
    throw invalid(`Among more than ${MOST_WITHOUT_FIELD} objects, each term needs a field, such as status:ok`);
  const fields = index.fields(names);
  return find(query, index, fields);
}

function* fieldsOf(query: QueryNode): Generator<string | undefined> {
  if ('nodes' in query) for (const node of query.nodes) yield* fieldsOf(node);
  else if ('node' in query) yield* fieldsOf(query.node);
  else if ('field' in query) yield query.field;
}

type Fields = ReadonlyMap<string | undefined, FieldIndex>;

function find(query: QueryNode, index: KindIndex, fields: Fields): TypedFastBitSet {
  switch (query.type) {
    case 'all':
      return index.live;
    case 'not':
      return index.live.new_difference(find(query.node, index, fields));
    case 'and':
      return allOf(query.nodes, index, fields);
    case 'or': {
      const found = new TypedFastBitSet();
      for (const node of query.nodes) found.union(find(node, index, fields));
      return found;
    }
    case 'exists':
      return fields.get(query.field)!.present;
    case 'term':
      return fields.get(query.field)!.equal(query.text);
    case 'wildcard':
      return fields.get(query.field)!.like(query.pattern);
    case 'range':
      return fields.get(query.field)!.within(query);
  }
}

function allOf([first, ...others]: readonly QueryNode[], index: KindIndex, fields: Fields): TypedFastBitSet {
  let found = first ? find(first, index, fields) : index.live;
  for (const node of others)
    found =
      node.type === 'not'
        ? found.new_difference(find(node.node, index, fields))
        : found.new_intersection(find(node, index, fields));
  return found;
}
