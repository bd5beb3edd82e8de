import { describe, expect, test } from 'vitest';
import {
  PendingCall,
  type ApiCall,
  type CallInput,
  type CallOptions,
  type Operation,
  type Transport,
} from '../src/runtime/index.ts';
import { Resources } from './golden/generated/resources.ts';
import { ShopItems } from './golden/generated/resources/shop-items.ts';
import { ItemRank } from './golden/generated/constants.ts';
import type { Item, Offer } from './golden/generated/models.ts';

/** Records what the generated methods pass to the transport. */
class Recorder implements Transport {
  readonly calls: { operation: Operation; input: CallInput; options: CallOptions | undefined }[] = [];
  call<Result>(operation: Operation, input: CallInput, options?: CallOptions): ApiCall<Result> {
    this.calls.push({ operation, input, options });
    return new PendingCall(() => Promise.resolve({ data: {} as Result, response: new Response() }));
  }
}

const recorder = new Recorder();
const { shop } = new Resources(recorder);
const last = () => recorder.calls.at(-1)!;

test('a value with a name is a constant, of the type of its field', () => {
  const rank: (typeof ItemRank)['SECOND'] & Item['rank'] = ItemRank.SECOND;
  expect(rank).toBe(2);
});

describe('a generated method passes its operation and its arguments', () => {
  test('for a body with alternatives', async () => {
    const offer: Offer = { type: 'book', isbn: 9_783_161_484_100, price: 1995 };
    await shop.items.create(offer);
    expect(last()).toMatchObject({
      operation: { id: 'shop.items.create', method: 'POST', path: '/Shop/Items' },
      input: { path: [], body: offer },
    });
  });
  test('for a verb that is a reserved word and a response without a body', async () => {
    const nothing: void = await shop.items.delete('ITM_1');
    expect(nothing).toEqual({});
    expect(last().operation).toEqual({
      id: 'shop.items.delete',
      method: 'DELETE',
      path: '/Shop/Items/{itemId}',
      safe: false,
      noContent: true,
    });
  });
  test('for a path parameter that is a reserved word and a response that is an array', async () => {
    const items: Item[] = await shop.items.getOfClass('books');
    expect(items).toEqual({});
    expect(last().input.path).toEqual(['books']);
  });
  test('for an open enum in the path and an optional body', async () => {
    await shop.items.move('ITM_1', 'sideways');
    expect(last()).toMatchObject({
      operation: { waitsForTerminal: { parameter: 'direction', values: ['down', 'far away'] } },
      input: { path: ['ITM_1', 'sideways'] },
    });
    await shop.items.move('ITM_1', 'up', { steps: 2 }, { headers: { a: 'b' } });
    expect(last()).toMatchObject({ input: { body: { steps: 2 } }, options: { headers: { a: 'b' } } });
  });
  test('for a list', async () => {
    await shop.items.list({ count: 2, offset: undefined });
    expect(last()).toMatchObject({ operation: { paging: 'list', safe: true }, input: { query: { count: 2 } } });
  });
  test('for an upload and a download', async () => {
    await shop.items.uploadPicture({ file: new Blob(['x']) });
    expect(last().operation.bodyTypes).toEqual(['application/json', 'multipart/form-data']);
    const picture: Promise<Blob> = shop.items.downloadPicture();
    await picture;
    expect(last().operation.responseType).toBe('image/png');
  });
  test('without a body and a query', async () => {
    await shop.items.archive('ITM_1');
    expect(last()).toMatchObject({
      operation: { waitsForTerminal: true },
      input: { path: ['ITM_1'] },
    });
  });
});

test('a class has a method for each of its operations, and no others', () => {
  const methods = Object.getOwnPropertyNames(ShopItems.prototype).filter((name) => name !== 'constructor');
  expect(methods.sort()).toEqual(Object.keys(ShopItems.operations).sort());
});

test('the generated types match the document', () => {
  const item: Item = { object: 'shop.items', price: null, state: 'refurbished', rank: 3, parent: null };
  // Read-only fields are in responses and not in requests; write-only fields the other way round.
  const id: string | undefined = item.id;
  // @ts-expect-error -- write-only
  const secret: unknown = item.secret;
  const update: ShopItems.UpdateParams = { object: 'shop.items', secret: 'x', price: undefined };
  // @ts-expect-error -- read-only
  update.id = 'ITM_2';
  // A union of requests accepts an object with a wide tag, and names a wrong field.
  const read = { type: 'song' as string };
  // @ts-expect-error -- the ISBN is a number
  const song: Offer = { ...read, isbn: '1' };
  // @ts-expect-error -- the page size is a number
  const params: ShopItems.ListParams = { count: '2' };
  expect([id, secret, song.type, params.count]).toEqual([undefined, undefined, 'song', '2']);
});
