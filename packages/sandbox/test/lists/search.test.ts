import { expect, test } from 'vitest';
import { SandboxClock } from '../../src/engine/clock.ts';
import { Ids } from '../../src/engine/ids.ts';
import { Lists } from '../../src/lists/lists.ts';
import { Store } from '../../src/store/store.ts';

/** The generator of `Ids`, as numbers. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Item {
  id: string;
  status?: string | null;
  sum?: number;
  tags?: string[];
  note?: string;
  at?: string;
  parts?: { n: number }[];
}

type Predicate = (item: Item) => boolean;

const STATES = ['OK', 'failed', 'Created'];
const TAGS = ['red', 'green', 'blue'];
const NOTES = ['Red wine', 'white Wine', 'wine red', 'Order 12', 'x'];
const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}`;

/** A search that looks through everything, against which the index is compared. */
class Naive {
  readonly items = new Map<string, Item>();

  find(predicate: Predicate, compare: (a: Item, b: Item) => number): Item[] {
    return [...this.items.values()].filter(predicate).sort(compare);
  }
}

function randomItem(random: (below: number) => number, id: string): Item {
  const some = <One>(value: One): One | undefined => (random(4) ? value : undefined);
  const item: Item = { id };
  const status = some(STATES[random(3)]!) ?? (random(2) ? null : undefined);
  if (status !== undefined) item.status = status;
  if (random(4)) item.sum = random(30) - 5;
  if (random(3)) item.tags = TAGS.filter(() => random(2));
  if (random(2)) item.note = NOTES[random(NOTES.length)]!;
  if (random(4)) item.at = `${day(1 + random(9))}T${random(2) ? '23' : '10'}:00:00${random(2) ? '+02:00' : '+00:00'}`;
  if (random(3)) item.parts = Array.from({ length: random(4) }, () => ({ n: random(10) }));
  return item;
}

const words = (text: string | undefined) => text?.toLowerCase().split(' ') ?? [];
const time = (item: Item) => (item.at === undefined ? undefined : Date.parse(item.at));

function randomClause(random: (below: number) => number): [text: string, predicate: Predicate] {
  const low = random(25) - 5;
  const high = low + random(10);
  const status = STATES[random(3)]!;
  const tag = TAGS[random(3)]!;
  const n = random(10);
  const from = 1 + random(9);
  const sum =
    (predicate: (sum: number) => boolean): Predicate =>
    (item) =>
      item.sum !== undefined && predicate(item.sum);
  const moment =
    (predicate: (time: number) => boolean): Predicate =>
    (item) =>
      predicate(time(item) ?? NaN);
  const clauses: [string, Predicate][] = [
    [`status:${status.toUpperCase()}`, (item) => item.status === status],
    [`sum:${low}`, sum((value) => value === low)],
    [`sum:[${low} TO ${high}]`, sum((value) => value >= low && value <= high)],
    [`sum:{${low} TO *}`, sum((value) => value > low)],
    [`sum:<${high}`, sum((value) => value < high)],
    [`tags:${tag}`, (item) => item.tags?.includes(tag) ?? false],
    [`note:wine`, (item) => words(item.note).includes('wine')],
    [`note:"red wine"`, (item) => item.note === 'Red wine'],
    [`note:(r* OR 1?)`, (item) => words(item.note).some((word) => word.startsWith('r') || /^1.$/.test(word))],
    [`status:[f TO o]`, (item) => item.status === 'failed'],
    [`at:${day(from)}`, moment((at) => at >= Date.parse(day(from)) && at < Date.parse(day(from + 1)))],
    [
      `at:[${day(from)} TO ${day(from + 1)}]`,
      moment((at) => at >= Date.parse(day(from)) && at < Date.parse(day(from + 2))),
    ],
    [`at:>"${day(from)}T08:00:00Z"`, moment((at) => at > Date.parse(`${day(from)}T08:00:00.999Z`))],
    [`at:<=${day(from)}T10\\:00\\:00\\+02\\:00`, moment((at) => at <= Date.parse(`${day(from)}T10:00:00+02:00`))],
    [`parts.n:>=${n}`, (item) => item.parts?.some((part) => part.n >= n) ?? false],
    [`_exists_:parts`, (item) => (item.parts?.length ?? 0) > 0],
    [`status:*`, (item) => typeof item.status === 'string'],
    ['red', (item) => (item.tags?.includes('red') ?? false) || words(item.note).includes('red')],
  ];
  return clauses[random(clauses.length)]!;
}

function randomQuery(random: (below: number) => number, depth = 2): [text: string, predicate: Predicate] {
  if (depth === 0 || random(3) === 0) return randomClause(random);
  const [a, isA] = randomQuery(random, depth - 1);
  const [b, isB] = randomQuery(random, depth - 1);
  return (
    [
      [`(${a}) AND (${b})`, (item) => isA(item) && isB(item)],
      [`(${a}) || (${b})`, (item) => isA(item) || isB(item)],
      [`(${a}) AND NOT (${b})`, (item) => isA(item) && !isB(item)],
      [`!(${a})`, (item) => !isA(item)],
    ] as [string, Predicate][]
  )[random(4)]!;
}

type Value = number | string | undefined;

const SORTS: Record<string, (item: Item, descending: boolean) => Value> = {
  status: (item) => item.status?.toLowerCase(),
  sum: (item) => item.sum,
  at: time,
  'parts.n': (item, descending) =>
    item.parts?.length ? Math[descending ? 'max' : 'min'](...item.parts.map(({ n }) => n)) : undefined,
};

function randomSort(random: (below: number) => number): [text: string, compare: (a: Item, b: Item) => number] {
  const names = Object.keys(SORTS).filter(() => random(3) === 0);
  const fields = names.map((name) => ({ name, descending: random(2) === 0 }));
  const compare = (a: Item, b: Item): number => {
    for (const { name, descending } of fields) {
      const [first, second] = [SORTS[name]!(a, descending), SORTS[name]!(b, descending)];
      if (first === second) continue;
      if (first === undefined || second === undefined) return first === undefined ? 1 : -1;
      return first < second === descending ? 1 : -1;
    }
    return 0;
  };
  return [fields.map(({ name, descending }) => `${name}:${descending ? 'desc' : 'asc'}`).join(','), compare];
}

test.each([1, 2, 3, 4])('The index finds what a search through everything finds, also after changes (%i)', (seed) => {
  const random = generator(seed);
  const store = new Store();
  const lists = new Lists({ store, clock: new SandboxClock(0), ids: new Ids(() => 0, 1), lag: () => 0 });
  const naive = new Naive();
  const change = () => {
    const id = `ID_${random(400)}`;
    if (random(4) === 0) {
      store.delete('things', id);
      naive.items.delete(id);
      return;
    }
    const item = randomItem(random, id);
    store.put('things', item);
    naive.items.set(id, item);
  };
  for (let round = 0; round < 150; round += 1) {
    for (let changes = random(round === 0 ? 500 : 40); changes > 0; changes -= 1) change();
    const [q, predicate] = randomQuery(random);
    const [sort, compare] = randomSort(random);
    const [count, offset] = [random(30), random(20)];
    const expected = naive.find(predicate, compare);
    const page = lists.page('things', { q, sort, count, offset }, { expand: () => undefined, schema: {} });
    expect({ q, sort, count: page.count }).toEqual({ q, sort, count: expected.length });
    expect({ q, sort, data: page.data }).toEqual({ q, sort, data: expected.slice(offset, offset + count) });
  }
});

test('a term without a field is rejected among more than ten thousand objects, also inside of others', () => {
  const store = new Store();
  const clock = new SandboxClock(0);
  const lists = new Lists({ store, clock, ids: new Ids(() => 0, 1), lag: () => 0 });
  const find = (q: string) => lists.page('k', { q }, { expand: () => undefined, schema: {} }).count;
  store.transaction(() => {
    for (let id = 0; id < 10_000; id += 1) store.put('k', { id: `${id}`, status: 'ok' } as never);
  });
  expect(find('ok')).toBe(10_000);
  store.put('k', { id: 'one more', status: 'ok' } as never);
  for (const q of ['ok', 'status:ok AND NOT x', '(status:ok) OR (id:1 AND (o*))', '"ok"'])
    expect(() => find(q)).toThrow('each term needs a field');
  expect([find(''), find('status:ok'), find('_exists_:status')]).toEqual([10_001, 10_001, 10_001]);
});
