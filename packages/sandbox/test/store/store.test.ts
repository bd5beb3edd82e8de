import { describe, expect, test } from 'vitest';
import { Store, type Change } from '../../src/store/store.ts';
import { MemoryJournal } from '../engine/engine-fixture.ts';

const KIND = 'smart.transactions';
const object = (id: string, value = 1): { id: string; value: number } => ({ id, value });
const idsOf = (store: Store): string[] => [...store.all(KIND)].map(({ id }) => id);
const failing = (store: Store, work: () => void): void => {
  expect(() =>
    store.transaction(() => {
      work();
      throw new Error('on purpose');
    }),
  ).toThrow('on purpose');
};

describe('an object', () => {
  test('is found by kind and id', () => {
    const store = new Store();
    store.put(KIND, object('1'));
    expect(store.get(KIND, '1')).toEqual(object('1'));
    expect(store.has(KIND, '1')).toBe(true);
    expect(store.text(KIND, '1')).toBe('{"id":"1","value":1}');
    expect(store.get(KIND, '2')).toBeUndefined();
    expect(store.get('smart.devices', '1')).toBeUndefined();
    expect(store.has('smart.devices', '1')).toBe(false);
  });

  test('changes only when it is put', () => {
    const store = new Store();
    const own = object('1');
    store.put(KIND, own);
    own.value = 2;
    store.get<{ value: number }>(KIND, '1')!.value = 3;
    expect(store.get(KIND, '1')).toEqual(object('1'));
  });

  test('keeps its place when it is replaced', () => {
    const store = new Store();
    for (const id of ['1', '2', '3']) store.put(KIND, object(id));
    store.put(KIND, object('1', 2));
    store.delete(KIND, '2');
    expect([...store.all(KIND)]).toEqual([object('1', 2), object('3')]);
    expect(store.size(KIND)).toBe(2);
    expect(store.kinds()).toEqual([KIND]);
  });
});

test('a kind is there as long as it has objects', () => {
  const store = new Store();
  expect([...store.all(KIND)]).toEqual([]);
  expect(store.kinds()).toEqual([]);
  store.put(KIND, object('1'));
  store.put('_own', object('1'));
  expect(store.kinds()).toEqual(['_own', KIND]);
  store.delete(KIND, '1');
  expect(store.kinds()).toEqual(['_own']);
});

describe('a transaction', () => {
  test('sees its own changes before they are committed', () => {
    const store = new Store();
    store.put(KIND, object('1'));
    store.put(KIND, object('2'));
    store.transaction(() => {
      store.delete(KIND, '1');
      store.put(KIND, object('2', 5));
      store.put(KIND, object('3'));
      expect(store.has(KIND, '1')).toBe(false);
      expect([...store.all(KIND)]).toEqual([object('2', 5), object('3')]);
      expect(store.text(KIND, '3')).toBeUndefined();
    });
    expect([...store.all(KIND)]).toEqual([object('2', 5), object('3')]);
  });

  test('leaves no trace when it fails', () => {
    const store = new Store();
    store.put(KIND, object('1'));
    failing(store, () => {
      store.put(KIND, object('1', 2));
      store.put(KIND, object('2'));
    });
    expect([...store.all(KIND)]).toEqual([object('1')]);
  });

  test('inside another one is a part of it', () => {
    const store = new Store();
    const commits: (readonly Change[])[] = [];
    store.onCommit((changes) => commits.push(changes));
    const result = store.transaction(() => {
      store.transaction(() => store.put(KIND, object('1')));
      store.put(KIND, object('2'));
      return 'result';
    });
    expect(result).toBe('result');
    expect(commits.map((changes) => changes.map(({ id }) => id))).toEqual([['1', '2']]);
    failing(store, () => store.transaction(() => store.put(KIND, object('3'))));
    expect(idsOf(store)).toEqual(['1', '2']);
  });

  test('without changes is not committed', () => {
    const journal = new MemoryJournal();
    new Store(journal).transaction(() => undefined);
    expect(journal.commits).toEqual([]);
  });
});

describe('a listener', () => {
  test('gets the last change of each object, and deletions without a text', () => {
    const store = new Store();
    store.put(KIND, object('1'));
    const seen: Change[] = [];
    store.onCommit((changes) => seen.push(...changes));
    store.transaction(() => {
      store.put(KIND, object('2', 1));
      store.put(KIND, object('2', 2));
      store.delete(KIND, '1');
    });
    expect(seen).toEqual([
      { kind: KIND, id: '2', text: '{"id":"2","value":2}' },
      { kind: KIND, id: '1', text: undefined },
    ]);
  });

  test('sees what was committed, and its own changes are kept', () => {
    const store = new Store();
    store.onCommit(([change]) => {
      if (change!.kind !== KIND) return;
      expect(store.text(KIND, change!.id)).toBeDefined();
      store.put('_seen', { id: change!.id });
    });
    store.transaction(() => store.put(KIND, object('1')));
    expect(store.text('_seen', '1')).toBe('{"id":"1"}');
  });
});

describe('a journal', () => {
  test('brings everything back after a restart', () => {
    const journal = new MemoryJournal();
    const before = new Store(journal);
    before.transaction(() => {
      before.put(KIND, object('1'));
      before.put(KIND, object('2'));
    });
    before.delete(KIND, '1');
    before.close();
    expect(journal.isClosed).toBe(true);
    expect([...new Store(journal).all(KIND)]).toEqual([object('2')]);
  });

  test('that fails keeps the changes out of the memory and from the listeners', () => {
    const journal = new MemoryJournal();
    const store = new Store(journal);
    let heard = 0;
    store.onCommit(() => heard++);
    journal.commit = () => {
      throw new Error('disk full');
    };
    expect(() => store.transaction(() => store.put(KIND, object('1')))).toThrow('disk full');
    expect(() => store.put(KIND, object('2'))).toThrow('disk full');
    expect(idsOf(store)).toEqual([]);
    expect(heard).toBe(0);
  });
});

test('a listener that comes early still sees what was before, and comes only if the journal has kept it', () => {
  const seen: (string | undefined)[] = [];
  const fail = (): never => {
    throw new Error('full');
  };
  let isFull = false;
  const store = new Store({ load: () => [], commit: () => (isFull ? fail() : undefined), close: () => undefined });
  store.beforeCommit((changes) => seen.push(...changes.map(({ kind, id }) => store.text(kind, id))));
  store.put('things', { id: '1' });
  store.put('things', { id: '1', name: 'x' } as never);
  isFull = true;
  expect(() => store.put('things', { id: '1' })).toThrow('full');
  expect(seen).toEqual([undefined, '{"id":"1"}']);
});
