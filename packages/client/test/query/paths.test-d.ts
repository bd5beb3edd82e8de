import { expectTypeOf } from 'vitest';
import type { FieldAt, PathsOf, PickPaths } from '../../src/query/paths.ts';

/** Never run: the type checker (`pnpm typecheck`) verifies each statement. */
declare function states(sentence: string, check: () => unknown): void;

interface Node {
  id: string;
  next?: Node | undefined;
  rows?: { note?: string | null; tags?: string[]; status: 'open' | 'closed' | (string & {}) }[];
  owner: string | { name: string; age: number };
  extra?: Record<string, number>;
}

states('PathsOf, FieldAt and PickPaths', () => {
  states('paths go through objects, arrays and unions, and are checked five names deep', () => {
    expectTypeOf<'id' | 'rows' | 'rows.note' | 'rows.tags' | 'owner.name' | 'next.next.next.next.id'>().toExtend<
      PathsOf<Node>
    >();
    expectTypeOf<'nxt'>().not.toExtend<PathsOf<Node>>();
    expectTypeOf<'rows.id'>().not.toExtend<PathsOf<Node>>();
    expectTypeOf<'next.next.next.next.nxt'>().not.toExtend<PathsOf<Node>>();
    expectTypeOf<'next.next.next.next.next.anything'>().toExtend<PathsOf<Node>>();
    expectTypeOf<'extra.anything'>().toExtend<PathsOf<Node>>();
    expectTypeOf<'id.length'>().not.toExtend<PathsOf<Node>>();
  });

  states('FieldAt is the type of the field at a path', () => {
    expectTypeOf<FieldAt<Node, 'rows.tags'>>().toEqualTypeOf<string>();
    expectTypeOf<FieldAt<Node, 'next.rows.note'>>().toEqualTypeOf<string>();
    expectTypeOf<FieldAt<Node, 'owner.age'>>().toEqualTypeOf<number>();
  });

  states('PickPaths narrows a model to the paths', () => {
    expectTypeOf<PickPaths<Node, 'id' | 'next.id' | 'rows.note'>>().toEqualTypeOf<{
      id: string;
      next?: { id: string } | undefined;
      rows?: { note?: string | null }[];
    }>();
    expectTypeOf<PickPaths<Node, 'rows'>>().toEqualTypeOf<{ rows?: NonNullable<Node['rows']> }>();
  });
});
