import { pushEvent } from '@secuconnect/client/pushes';
import { expect, test } from 'vitest';
import type { ForwardedPush } from '../../src/listen/push-source.ts';
import { SandboxSource, type FeedPage } from '../../src/listen/sandbox-source.ts';

const entry = (at: number, url: string | null = null, target = 'payment.transactions') => ({
  at,
  url,
  event: pushEvent({ target, id: `PCI_${at}`, eventId: `evt_${at}`, created: `2026-01-0${at}T00:00:00+00:00` }),
});

function sourceOf(
  feed: ReturnType<typeof entry>[],
  { targets, dropped = 0 }: { targets?: string[]; dropped?: number } = {},
) {
  const notices: string[] = [];
  const fetchFeed = async (query: string): Promise<FeedPage> => {
    const search = new URLSearchParams(query);
    const after = Number(search.get('after'));
    const pushes = feed.filter(({ at }) => at > after).slice(0, Number(search.get('limit') ?? 2));
    const cursor = pushes.at(-1)?.at ?? after;
    return { pushes, cursor, latest: feed.at(-1)?.at ?? 0, isIncomplete: after < dropped };
  };
  const onNotice = (sentence: string): void => void notices.push(sentence);
  const source = new SandboxSource({ fetchFeed, targets: targets && new Set(targets), onNotice });
  return { source, notices };
}

async function readAll(source: SandboxSource): Promise<ForwardedPush[]> {
  const all: ForwardedPush[] = [];
  for await (const { pushes, change } of source.read()) {
    source.apply(change);
    all.push(...pushes);
  }
  return all;
}
const ids = async (source: SandboxSource): Promise<string[]> => (await readAll(source)).map(({ event }) => event.id);

test('it begins with what happens from now on, and goes on where it was', async () => {
  const feed = [entry(1), entry(2)];
  const { source } = sourceOf(feed);
  source.apply(await source.begin(undefined));
  expect(await ids(source)).toEqual([]);
  feed.push(entry(3), entry(4), entry(5));
  expect(await ids(source)).toEqual(['evt_3', 'evt_4', 'evt_5']);
  const { source: next } = sourceOf([...feed, entry(6)]);
  next.apply(source.snapshot());
  expect(await next.begin(undefined)).toBeUndefined();
  expect(await ids(next)).toEqual(['evt_6']);
});

test('a step that was not applied is read again', async () => {
  const { source } = sourceOf([entry(1), entry(2), entry(3)]);
  for await (const { pushes } of source.read()) {
    expect(pushes).toHaveLength(2);
    break;
  }
  expect(await ids(source)).toEqual(['evt_1', 'evt_2', 'evt_3']);
});

test('it can begin in the past, and take only some targets', async () => {
  const feed = [entry(1), entry(2, null, 'payment.payouts'), entry(3), entry(4)];
  const { source } = sourceOf(feed, { targets: ['payment.transactions'] });
  source.apply(await source.begin(new Date('2026-01-02')));
  expect(await ids(source)).toEqual(['evt_3', 'evt_4']);
});

test('of a push URL, it keeps the reference and nothing else', async () => {
  const url = 'https://shop.example.com/p?push_ref=order%2010&push_key=k&push_sig=00ff';
  const { source } = sourceOf([entry(1, url), entry(2, 'not a URL'), entry(3, 'https://shop.example.com/p')]);
  const pushes = await readAll(source);
  expect(pushes.map(({ reference }) => reference)).toEqual(['order 10', undefined, undefined]);
  expect(JSON.stringify(pushes)).not.toContain('00ff');
});

test('it says that the sandbox has dropped pushes', async () => {
  const { source, notices } = sourceOf([entry(4), entry(5), entry(6)], { dropped: 3 });
  source.apply({ cursor: 1 });
  expect(await ids(source)).toEqual(['evt_4', 'evt_5', 'evt_6']);
  expect(notices).toHaveLength(1);
});
