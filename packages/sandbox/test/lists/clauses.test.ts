import { expect, test } from 'vitest';
import { combine, type Clause } from '../../src/lists/clauses.ts';
import type { QueryNode } from '../../src/lists/query-node.ts';

const term = (text: string): QueryNode => ({ type: 'term', field: undefined, text });
const not = (text: string): QueryNode => ({ type: 'not', node: term(text) });
const clause = (text: string, join: Clause['join'] = 'none', modifier?: Clause['modifier']): Clause => ({
  join,
  modifier,
  node: term(text),
});

test('AND binds more tightly than OR', () => {
  expect(combine([clause('a'), clause('b', 'or'), clause('c', 'and')])).toEqual({
    type: 'or',
    nodes: [term('a'), { type: 'and', nodes: [term('b'), term('c')] }],
  });
});

test('What must be there makes the rest optional, and what must not be there stays excluded', () => {
  expect(combine([clause('a'), clause('b', 'none', 'must'), clause('c', 'none', 'not')])).toEqual({
    type: 'and',
    nodes: [term('b'), not('c')],
  });
});

test('Only exclusions find everything else', () => {
  expect(combine([clause('a', 'none', 'not')])).toEqual(not('a'));
  expect(combine([clause('a', 'none', 'not'), clause('b', 'none', 'not')])).toEqual({
    type: 'and',
    nodes: [not('a'), not('b')],
  });
});

test('An exclusion after OR is an alternative', () => {
  expect(combine([clause('a'), clause('b', 'or', 'not')])).toEqual({ type: 'or', nodes: [term('a'), not('b')] });
});
