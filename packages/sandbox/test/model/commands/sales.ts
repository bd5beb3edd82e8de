import * as fc from 'fast-check';
import { hasSale, saleOf, type Action } from '../command.ts';
import type { Kind } from '../coverage.ts';
import { AMOUNTS, METHODS, type Model, type Sale } from '../model.ts';
import * as sales from '../model-sales.ts';
import { PUSH_URL } from '../system.ts';

const ADDRESS = { street: 'Musterweg', street_number: '12a', postal_code: '01896', city: 'Pulsnitz', country: 'DE' };
const NAME = { forename: 'Erika', surname: 'Beispiel' };
export const PAYER = { contact: { ...NAME, address: ADDRESS } };
export const ACCOUNT = {
  type: 'bank_account',
  private: { owner: 'Erika Beispiel', iban: 'DE37503240001000000524' },
};

/** Test data of the sandbox. */
export const DECLINING_ACCOUNT = {
  ...ACCOUNT,
  private: { ...ACCOUNT.private, iban: 'DE80120300000000000051' },
};

/** More sales would only make the sequences shallow. */
const MOST_SALES = 3;

/** Which of the sales, counted back from the newest. */
export const back = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(2) });
const amount = fc.constantFrom(...AMOUNTS);

const newSale: fc.Arbitrary<sales.NewSale> = fc.record({
  intent: fc.constantFrom('sale', 'order'),
  collects: fc.boolean(),
  captures: fc.boolean(),
  accrual: fc.boolean(),
  hasPayer: fc.oneof({ weight: 5, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  sum: fc.oneof({ weight: 2, arbitrary: fc.constant(1995) }, { weight: 3, arbitrary: amount }),
});

export function bodyOf({ intent, collects, captures, accrual, hasPayer, sum }: sales.NewSale): object {
  return {
    intent,
    customer: hasPayer ? PAYER : { contact: NAME },
    basket: { products: [{ desc: 'Beans', quantity: 1, priceOne: sum }] },
    basket_info: { sum, currency: 'EUR' },
    delivery_options: { type: collects ? 'collection' : 'shipping' },
    application_context: { return_urls: { url_push: PUSH_URL } },
    payment_context: { auto_capture: captures, accrual },
  };
}

export const create = newSale.map((made): Action => {
  const { intent, collects, captures, accrual, hasPayer, sum } = made;
  const how = [
    collects ? 'collection' : 'shipping',
    ...(captures ? ['auto_capture'] : []),
    ...(accrual ? ['accrual'] : []),
    ...(hasPayer ? [] : ['no address']),
  ];
  return {
    kind: 'create',
    text: `create(${intent}, ${sum}, ${how.join(', ')})`,
    check: (model) => model.sales.length < MOST_SALES,
    call: () => ({ method: 'POST', path: '/Smart/Transactions', body: bodyOf(made) }),
    expect: (model) => sales.create(model, made),
    after: (model, { body }) => {
      model.sales.at(-1)!.id = body['id'] as string;
    },
  };
});

/** An operation of a sale. */
const onSale = (
  kind: Kind,
  sale: number,
  text: string,
  path: string,
  expected: (sale: Sale, model: Model) => ReturnType<Action['expect']>,
  body?: object | ((sale: Sale) => object),
  method: 'POST' | 'PUT' = 'POST',
): Action => ({
  kind,
  text: `${text} of sale -${sale}`,
  check: hasSale,
  sale: (model) => saleOf(model, sale),
  call: (model) => {
    const target = saleOf(model, sale);
    const sent = typeof body === 'function' ? body(target) : body;
    return { method, path: `/Smart/Transactions/${target.id}${path}`, ...(sent && { body: sent }) };
  },
  expect: (model) => expected(saleOf(model, sale), model),
});

const update = fc.tuple(back, fc.option(amount, { nil: undefined })).map(([sale, sum]) =>
  onSale(
    'update',
    sale,
    `update(${sum ?? 'no basket'})`,
    '',
    (target) => sales.update(target, sum),
    ({ captures, accrual }) => ({
      payment_context: { auto_capture: captures, accrual },
      ...(sum !== undefined && { basket_info: { sum, currency: 'EUR' } }),
    }),
    'PUT',
  ),
);

const payer: fc.Arbitrary<sales.Payer> = fc.record({
  account: fc.oneof(
    { weight: 3, arbitrary: fc.constant('good account' as const) },
    { weight: 1, arbitrary: fc.constant('declining account' as const) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  payer: fc.boolean(),
});

const payerBody = (said: sales.Payer): object => ({
  ...(said.account && { container: said.account === 'good account' ? ACCOUNT : DECLINING_ACCOUNT }),
  ...(said.payer && { customer: PAYER }),
});

const payerText = (said: sales.Payer): string =>
  [...(said.account ? [said.account] : []), ...(said.payer ? ['payer'] : [])].join(', ');

const prepare = fc
  .tuple(back, fc.constantFrom(...Object.keys(METHODS), 'cash', 'cheque'), payer)
  .map(([sale, method, said]) =>
    onSale(
      'prepare',
      sale,
      `prepare/${method}(${payerText(said)})`,
      `/prepare/${method}`,
      (target, model) => sales.prepare(model, target, method, said),
      payerBody(said),
    ),
  );

const start = fc
  .tuple(back, fc.constantFrom(...Object.keys(METHODS), 'cash', 'cashless', 'loyalty', 'cheque'), payer)
  .filter(([, method, said]) => !said.payer || method in METHODS)
  .map(([sale, method, said]): Action => {
    const isAtTill = !(method in METHODS);
    const action = onSale(
      'start',
      sale,
      `start/${method}(${isAtTill ? '' : payerText(said)})`,
      `/start/${method}`,
      (target, model) => sales.start(model, target, method, said),
      isAtTill ? {} : payerBody(said),
    );
    // A card covers a sale without a sum.
    return method === 'loyalty'
      ? { ...action, check: (model) => hasSale(model) && saleOf(model, sale).sum > 0 }
      : action;
  });

const plain = (
  kind: Kind,
  text: string,
  path: string,
  expected: (sale: Sale, model: Model) => ReturnType<Action['expect']>,
  body?: object | ((sale: Sale) => object),
): fc.Arbitrary<Action> => back.map((sale) => onSale(kind, sale, text, path, expected, body));

const setDelivery = plain(
  'deliver',
  'setDelivery',
  '/setDelivery',
  (sale) => sales.setDelivery(sale),
  ({ intent, collects }) => ({
    delivery_options: { type: intent === 'order' && collects ? 'collection' : 'shipping' },
  }),
);

const cancelAtTill = back.map((sale): Action => ({
  kind: 'cancel',
  sale: (model) => saleOf(model, sale),
  text: `canceltrx of sale -${sale}`,
  check: hasSale,
  call: (model) => ({
    method: 'POST',
    path: `/Smart/Transactions/${saleOf(model, sale).receipt ?? 999}/canceltrx`,
  }),
  expect: (model) => sales.cancelAtTill(saleOf(model, sale)),
}));

/** What a merchant does with sales, with how often each comes. */
export const SALE_ACTIONS: readonly (readonly [weight: number, fc.Arbitrary<Action>])[] = [
  [1, create],
  [1, update],
  [1, plain('preTransaction', 'preTransaction', '/preTransaction', sales.preTransaction)],
  [6, prepare],
  [3, plain('start', 'start', '/start', (sale, model) => sales.startPrepared(model, sale), {})],
  [5, start],
  [2, setDelivery],
  [1, plain('cancel', 'cancel', '/cancel', (sale, model) => sales.cancel(model, sale))],
  [1, plain('abort', 'abort', '/abort', sales.abort)],
  [1, cancelAtTill],
];
