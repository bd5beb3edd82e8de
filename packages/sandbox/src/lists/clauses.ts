import type { QueryNode } from './query-node.ts';

/** A clause and how it is joined to the one before. */
export interface Clause {
  readonly join: 'and' | 'or' | 'none';
  readonly modifier: 'must' | 'not' | undefined;
  readonly node: QueryNode;
}

/** Joins clauses as Lucene does, but with precedence for AND. */
export function combine(clauses: readonly Clause[]): QueryNode {
  const needed: QueryNode[] = [];
  const excluded: QueryNode[] = [];
  const alternatives: QueryNode[] = [];
  for (let index = 0; index < clauses.length;) {
    const first = clauses[index]!;
    let end = index + 1;
    while (clauses[end]?.join === 'and') end += 1;
    const node = joined('and', clauses.slice(index, end).map(plain));
    const joinedByOr = first.join === 'or' || clauses[end]?.join === 'or';
    if (first.modifier === 'must') needed.push(node);
    else if (node.type === 'not' && !joinedByOr) excluded.push(node);
    else alternatives.push(node);
    index = end;
  }
  if (needed.length === 0 && alternatives.length) needed.push(joined('or', alternatives));
  return joined('and', [...needed, ...excluded]);
}

const plain = ({ modifier, node }: Clause): QueryNode => (modifier === 'not' ? { type: 'not', node } : node);

const joined = (type: 'and' | 'or', nodes: QueryNode[]): QueryNode =>
  nodes.length === 1 ? nodes[0]! : { type, nodes };
