import { expectTypeOf } from 'vitest';
import type {
  Aggregation,
  ListQuery,
  PaymentContainer,
  PaymentTransaction,
  SearchQuery,
  Secuconnect,
  SmartTransaction,
  SmartTransactions,
} from '../../src/index.ts';
import type { Id, SmartTransactions as Wire } from '@secuconnect/api';
import { q } from '../../src/query/q.ts';
import type { Paginator } from '../../src/pagination/paginator.ts';

/** Never run: the type checker (`pnpm typecheck`) verifies each statement. */
declare const secuconnect: Secuconnect;
declare function states(sentence: string, check: () => unknown): void;

states('ListQuery', () => {
  states('a list accepts queries whose paths exist', () => {
    const list = secuconnect.smart.transactions;
    void list.list({ q: 'anything goes' });
    void list.list({ q: q`anything:${1}` });
    void list.list({ q: q.raw('parents.trans_id:123') });
    void list.list({ q: q.eq('status', 'ok') });
    void list.list({
      q: q.and(q.eq('customer.contact.surname', 'x'), q.not(q.exists('payment_links')), q.raw('a:1'), q`b:${1}`),
    });
    void list.list({ q: q.or(q.range('basket_info.sum', 1000, 5000), q.in('basket.products.ean', ['4', '5'])) });
    // @ts-expect-error -- A misspelt path.
    void list.list({ q: q.eq('statuz', 'ok') });
    const deep = q.and(q.eq('status', 'ok'), q.or(q.raw('x:1'), q.not(q.exists('customer.contact.surnam'))));
    // @ts-expect-error -- A misspelt path, deep inside.
    void list.list({ q: deep });
    // @ts-expect-error -- A path of another model.
    void secuconnect.payment.payouts.list({ q: q.eq('basket_info.sum', 1) });
    // @ts-expect-error -- Not a query.
    void list.list({ q: { toString: () => 'x' } });
  });

  states('the builder of a model checks paths and values while they are typed', () => {
    const stx = q.for<SmartTransaction>();
    expectTypeOf(stx.eq('status', 'ok')).toEqualTypeOf<SearchQuery<'status'>>();
    stx.eq('status', 'a status that the API adds tomorrow');
    stx.eq('basket_info.sum', 1995);
    stx.gte('created', new Date());
    stx.range('basket_info.sum', stx.unbounded, 5000);
    void secuconnect.smart.transactions.list({ q: stx.and(stx.eq('id', 'STX_1'), stx.exists('customer')) });
    // @ts-expect-error -- A misspelt path.
    stx.eq('statuz', 'ok');
    // @ts-expect-error -- Amounts are numbers, in minor units.
    stx.eq('basket_info.sum', '19.95');
    // @ts-expect-error -- An object has no value to compare.
    stx.eq('customer', 'x');
    // @ts-expect-error -- One of several.
    stx.in('basket_info.sum', [1, '2']);
  });

  states('fields as an array narrow the items to these fields', async () => {
    const list = secuconnect.smart.transactions;
    const { data } = await list.list({
      fields: ['id', 'status', 'customer.contact.surname', 'basket.products.desc'],
    });
    const [one] = data;
    expectTypeOf(one!.id).toEqualTypeOf<Id<'STX'>>();
    expectTypeOf(one!.status).toEqualTypeOf<SmartTransaction['status']>();
    expectTypeOf(one!.customer!.contact!.surname).toEqualTypeOf<string | null | undefined>();
    expectTypeOf(one!.basket!.products![0]!.desc).toEqualTypeOf<string | null | undefined>();
    // @ts-expect-error -- Not asked for.
    void one!.object;
    // @ts-expect-error -- Not asked for.
    void one!.customer!.id;
    // @ts-expect-error -- A misspelt path.
    void list.list({ fields: ['id', 'statuz'] });
    for await (const item of list.list({ fields: ['id'] })) expectTypeOf(item).toEqualTypeOf<{ id: Id<'STX'> }>();
  });

  states('items are whole without fields, or with fields as a string', () => {
    expectTypeOf(secuconnect.smart.transactions.list()).toEqualTypeOf<Paginator<SmartTransaction>>();
    expectTypeOf(secuconnect.smart.transactions.list({ fields: 'id', q: 'x' })).toEqualTypeOf<
      Paginator<SmartTransaction>
    >();
    expectTypeOf(secuconnect.payment.containers.list({ count: 1 })).toEqualTypeOf<Paginator<PaymentContainer>>();
  });

  states('a list accepts an order of existing paths, or a string', () => {
    const list = secuconnect.payment.transactions;
    void list.list({ sort: 'created:desc' });
    void list.list({ sort: ['created:desc', 'store.id:asc'] });
    // @ts-expect-error -- A misspelt path.
    void list.list({ sort: ['creatd:desc'] });
    // @ts-expect-error -- Neither asc nor desc.
    void list.list({ sort: ['created:down'] });
  });

  states('an aggregation returns buckets instead of items', async () => {
    const list = secuconnect.payment.transactions;
    const aggregation = list.list({
      aggregate: { timestamp_prop: 'created', interval: 'month', sum_by_prop: 'amount' },
    });
    expectTypeOf(aggregation).toEqualTypeOf<Promise<Aggregation>>();
    expectTypeOf((await aggregation).data[0]!.c).toEqualTypeOf<number | undefined>();
    // @ts-expect-error -- A misspelt path.
    void list.list({ aggregate: { timestamp_prop: 'creatd' } });
  });

  states('a list accepts only the documented values of meta', () => {
    const list = secuconnect.smart.devices;
    void list.list({ meta: true, expand: true, preset: 'own', validate: 1 });
    void list.list({ meta: 'only', expand: 'merchant', preset: 'a preset of tomorrow' });
    // @ts-expect-error -- No such value.
    void list.list({ meta: 'all' });
    // @ts-expect-error -- No such parameter.
    void list.list({ srot: 'created:desc' });
  });

  states('a list accepts every parameter of the API, and a query that was stored in a variable', () => {
    expectTypeOf<keyof ListQuery<PaymentTransaction>>().toEqualTypeOf<keyof Wire.ListParams>();
    const query: SmartTransactions.ListParams = { q: q.eq('status', 'ok'), fields: ['id'], sort: ['id:asc'] };
    expectTypeOf(secuconnect.smart.transactions.list(query)).toEqualTypeOf<Paginator<SmartTransaction>>();
    // @ts-expect-error -- A misspelt path.
    const other: SmartTransactions.ListParams = { fields: ['statuz'] };
    return other;
  });
});
