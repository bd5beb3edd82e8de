import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { Io } from '../../src/console/io.ts';
import { table } from '../../src/generated/smart-transactions.ts';
import { readBody } from '../../src/operations/body.ts';

const schema = table.operations['create']!.body!.schema;
const bodyOf = (data: readonly string[], stdin = ''): Promise<unknown> =>
  readBody(data, schema, table.models, { stdin: Readable.from([Buffer.from(stdin)]) } as unknown as Io);

describe('-d', () => {
  test('places values by path, in objects and arrays', async () => {
    const data = ['basket_info.sum=1995', 'basket.products.0.name=Tea', 'basket.products.1.name=Cup', 'is_demo=true'];
    expect(await bodyOf(data)).toEqual({
      basket_info: { sum: 1995 },
      basket: { products: [{ name: 'Tea' }, { name: 'Cup' }] },
      is_demo: true,
    });
  });

  test('keeps a text where the spec has only strings, and reads JSON elsewhere', async () => {
    expect(await bodyOf(['transactionRef=0815', 'merchantRef=true', 'customer={}', 'contract.id=GCR_1'])).toEqual({
      transactionRef: '0815',
      merchantRef: 'true',
      customer: {},
      contract: { id: 'GCR_1' },
    });
  });

  test('merges files, stdin and fields, and later values win', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'secuconnect-body-')), 'order.json');
    writeFileSync(file, '\uFEFF{"intent":"sale","basket_info":{"sum":1,"currency":"EUR"}}');
    expect(await bodyOf([`@${file}`, '-', 'basket_info.sum=3'], '{"basket_info":{"sum":2},"market":"M"}')).toEqual({
      intent: 'sale',
      basket_info: { sum: 3, currency: 'EUR' },
      market: 'M',
    });
    expect(await bodyOf(['{"market":"A"}', 'market=B=C'])).toEqual({ market: 'B=C' });
  });

  test('is no body without values', async () => {
    expect(await bodyOf([])).toBeUndefined();
  });

  test.each([
    ['basket_info', 'is not name=value'],
    ['=1', 'is not name=value'],
    ['a..b=1', 'is not a path'],
    ['__proto__.x=1', 'is not a path'],
    ['basket.products.3.name=x', 'is not the next index'],
    ['{"a":', 'is not valid JSON'],
    ['@/does/not/exist.json', 'cannot be read'],
  ])('%s is rejected', async (part, problem) => {
    await expect(bodyOf(['basket.products.0.name=Tea', part])).rejects.toThrow(problem);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
