// Generated from spec/ by `pnpm generate`. Do not edit: change the spec, or the templates in scripts/generate/templates.
import type { Operation } from '../../operation.ts';
import type { CallOptions, Transport } from '../../transport.ts';
import type {
  SmartTransaction,
  SmartTransactionInput,
  SmartTransactionList,
  SmartTransactionPreTransaction,
  SmartTransactionPrepareInput,
  SmartTransactionSetDeliveryInput,
  SmartTransactionStartInput,
} from '../models.ts';
import type { operations } from '../schema.ts';

/** What the spec says about each operation of `smart.transactions`, for whoever carries the calls out. */
export const smartTransactionsOperations = {
  abort: {
    id: 'smart.transactions.abort',
    method: 'POST',
    path: '/Smart/Transactions/{smartTransactionId}/abort',
    repeatSafe: false,
  },
  cancel: {
    id: 'smart.transactions.cancel',
    method: 'POST',
    path: '/Smart/Transactions/{smartTransactionId}/cancel',
    repeatSafe: false,
  },
  cancelTrx: {
    id: 'smart.transactions.cancelTrx',
    method: 'POST',
    path: '/Smart/Transactions/{smartTransactionId}/canceltrx',
    repeatSafe: false,
    blocking: true,
  },
  create: { id: 'smart.transactions.create', method: 'POST', path: '/Smart/Transactions', repeatSafe: false },
  diagnosis: {
    id: 'smart.transactions.diagnosis',
    method: 'POST',
    path: '/Smart/Transactions/{smartDeviceId}/diagnosis',
    repeatSafe: false,
    blocking: true,
  },
  endOfDay: {
    id: 'smart.transactions.endOfDay',
    method: 'POST',
    path: '/Smart/Transactions/{smartDeviceId}/endOfDay',
    repeatSafe: false,
    blocking: true,
  },
  get: {
    id: 'smart.transactions.get',
    method: 'GET',
    path: '/Smart/Transactions/{smartTransactionId}',
    repeatSafe: true,
  },
  list: { id: 'smart.transactions.list', method: 'GET', path: '/Smart/Transactions', repeatSafe: true, paging: 'list' },
  preTransaction: {
    id: 'smart.transactions.preTransaction',
    method: 'POST',
    path: '/Smart/Transactions/{smartTransactionId}/preTransaction',
    repeatSafe: false,
  },
  prepare: {
    id: 'smart.transactions.prepare',
    method: 'POST',
    path: '/Smart/Transactions/{smartTransactionId}/prepare/{paymentMethod}',
    repeatSafe: false,
  },
  setDelivery: {
    id: 'smart.transactions.setDelivery',
    method: 'POST',
    path: '/Smart/Transactions/{smartTransactionId}/setDelivery',
    repeatSafe: false,
  },
  start: {
    id: 'smart.transactions.start',
    method: 'POST',
    path: '/Smart/Transactions/{smartTransactionId}/start/{paymentMethod}',
    repeatSafe: false,
    blocking: { paymentMethod: ['cashless'] },
  },
  startPrepared: {
    id: 'smart.transactions.startPrepared',
    method: 'POST',
    path: '/Smart/Transactions/{smartTransactionId}/start',
    repeatSafe: false,
  },
  update: {
    id: 'smart.transactions.update',
    method: 'PUT',
    path: '/Smart/Transactions/{smartTransactionId}',
    repeatSafe: false,
  },
  updatePaymentContainer: {
    id: 'smart.transactions.updatePaymentContainer',
    method: 'POST',
    path: '/Smart/Transactions/{subscriptionId}/updatePaymentContainer',
    repeatSafe: false,
  },
} as const satisfies Record<string, Operation>;

/** The business case from basket to receipt. A Smart Transaction picks and drives the Payment Transactions below it. */
export class SmartTransactions<Options extends CallOptions = CallOptions> {
  protected readonly transport: Transport<Options>;

  constructor(transport: Transport<Options>) {
    this.transport = transport;
  }

  /**
   * Abandon a Smart Transaction.
   *
   * Gives up a Smart Transaction that was never started. Once it has been started, use `cancel`.
   *
   * @param smartTransactionId Id of the Smart Transaction (`STX_…`).
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartTransactionId}/abort`
   */
  abort(smartTransactionId: string, options?: Options): Promise<SmartTransaction> {
    return this.transport.call(smartTransactionsOperations.abort, { path: { smartTransactionId } }, options);
  }

  /**
   * Cancel the payment of a Smart Transaction.
   *
   * Cancels the Smart Transaction and with it the payment. Money that was already received is refunded, which
   * shows as a further Payment Transaction with a negative amount.
   *
   * @param smartTransactionId Id of the Smart Transaction (`STX_…`).
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartTransactionId}/cancel`
   */
  cancel(smartTransactionId: string, options?: Options): Promise<SmartTransaction> {
    return this.transport.call(smartTransactionsOperations.cancel, { path: { smartTransactionId } }, options);
  }

  /**
   * Cancel a cash transaction by receipt number.
   *
   * Takes back a payment that a cash register booked as cash, before the end-of-day report. Waits for the terminal
   * when one is attached.
   *
   * @param smartTransactionId The receipt number that the terminal printed (`receipt_number`), not an `STX_` id.
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartTransactionId}/canceltrx`
   */
  cancelTrx(smartTransactionId: string, options?: Options): Promise<SmartTransaction> {
    return this.transport.call(smartTransactionsOperations.cancelTrx, { path: { smartTransactionId } }, options);
  }

  /**
   * Create a Smart Transaction.
   *
   * Opens a Smart Transaction; nothing is charged yet. Send the payer to one of the `payment_links` in the answer
   * (Smart Checkout, Payment Link), or go on with `prepare` and `start` (custom checkout, point of sale). An empty
   * `customer` makes the hosted page ask for the address; a half-filled one is refused for methods that score the
   * payer.
   *
   * @param body What is sold, to whom, and how the checkout behaves.
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions`
   */
  create(body: SmartTransactions.CreateParams, options?: Options): Promise<SmartTransaction> {
    return this.transport.call(smartTransactionsOperations.create, { body }, options);
  }

  /**
   * Run the diagnosis of a terminal.
   *
   * Makes the payment terminal test its connections. The answer comes when the terminal has finished, which can
   * take minutes; never send it twice.
   *
   * @param smartDeviceId Id of the Smart Device (`SDV_…`), or `me` for the device that owns the token.
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartDeviceId}/diagnosis`
   */
  diagnosis(smartDeviceId: string, options?: Options): Promise<SmartTransaction> {
    return this.transport.call(smartTransactionsOperations.diagnosis, { path: { smartDeviceId } }, options);
  }

  /**
   * Run the end-of-day report of a terminal.
   *
   * Makes the payment terminal close the day and settle its card payments. The answer comes when the terminal has
   * finished, which can take minutes; never send it twice.
   *
   * @param smartDeviceId Id of the Smart Device (`SDV_…`), or `me` for the device that owns the token.
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartDeviceId}/endOfDay`
   */
  endOfDay(smartDeviceId: string, options?: Options): Promise<SmartTransaction> {
    return this.transport.call(smartTransactionsOperations.endOfDay, { path: { smartDeviceId } }, options);
  }

  /**
   * Read a Smart Transaction.
   *
   * Returns the current state. This, and not the browser coming back, tells whether money moved: read it after a
   * return, after a push, and before anything is repeated.
   *
   * @param smartTransactionId Id of the Smart Transaction (`STX_…`).
   * @param query `expand`
   * @param options Settings for this call alone.
   * @see `GET /Smart/Transactions/{smartTransactionId}`
   */
  get(smartTransactionId: string, query?: SmartTransactions.GetParams, options?: Options): Promise<SmartTransaction> {
    return this.transport.call(smartTransactionsOperations.get, { path: { smartTransactionId }, query }, options);
  }

  /**
   * Find Smart Transactions.
   *
   * Searches the Smart Transactions that the caller may see, newest state included. Use `q` to narrow, `sort` to
   * order; `count` in the answer is the number of all matches, not of the items in this page. To find the one that
   * belongs to a payment, search for `transactions.id:PCI_…`; the search index may lag a moment behind.
   *
   * @param query `count`, `offset`, `fields`, `q`, `sort`, `aggregate`, `meta`, `validate`, `scroll_expire`,
   * `scroll_id`, `preset`, `expand`
   * @param options Settings for this call alone.
   * @see `GET /Smart/Transactions`
   */
  list(query?: SmartTransactions.ListParams, options?: Options): Promise<SmartTransactionList> {
    return this.transport.call(smartTransactionsOperations.list, { query }, options);
  }

  /**
   * Apply the balance of a loyalty card.
   *
   * Looks up the card in `idents` and adds what it can pay, as bonus lines with negative prices. Answers only with
   * these lines and the remaining sum. If nothing remains, go on with `start` and `loyalty`; otherwise collect the
   * rest with `cash`, `cashless`, or `prepare` and `start`.
   *
   * @param smartTransactionId Id of the Smart Transaction (`STX_…`).
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartTransactionId}/preTransaction`
   */
  preTransaction(smartTransactionId: string, options?: Options): Promise<SmartTransactionPreTransaction> {
    return this.transport.call(smartTransactionsOperations.preTransaction, { path: { smartTransactionId } }, options);
  }

  /**
   * Authorise a payment.
   *
   * Creates the Payment Transaction for this method and authorises it; no money moves unless
   * `payment_context.auto_capture` is set. When the payer has to confirm elsewhere (3-D Secure, PayPal,
   * easyCredit), the answer has an `iframe_url` to send them to, and they come back to `callback_urls`. Then
   * `startPrepared`.
   *
   * @param smartTransactionId Id of the Smart Transaction (`STX_…`).
   * @param paymentMethod How to pay. `creditcard` also stands for Google Pay and Apple Pay.
   * @param body Payer and payment instrument, unless the Smart Transaction has them already.
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartTransactionId}/prepare/{paymentMethod}`
   */
  prepare(
    smartTransactionId: string,
    paymentMethod: SmartTransactions.PreparePaymentMethod,
    body?: SmartTransactions.PrepareParams,
    options?: Options,
  ): Promise<SmartTransaction> {
    return this.transport.call(
      smartTransactionsOperations.prepare,
      { path: { smartTransactionId, paymentMethod }, body },
      options,
    );
  }

  /**
   * Report the delivery.
   *
   * Says that the goods were shipped or handed over. Required for invoices, whose term of payment starts with it.
   * Shipping may be reported again for each parcel; fields left out are then removed.
   *
   * @param smartTransactionId Id of the Smart Transaction (`STX_…`).
   * @param body How the goods went out.
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartTransactionId}/setDelivery`
   */
  setDelivery(
    smartTransactionId: string,
    body: SmartTransactions.SetDeliveryParams,
    options?: Options,
  ): Promise<SmartTransaction> {
    return this.transport.call(
      smartTransactionsOperations.setDelivery,
      { path: { smartTransactionId }, body },
      options,
    );
  }

  /**
   * Capture a payment with a given method.
   *
   * Executes the payment in one step, for methods that need no confirmation by the payer elsewhere (otherwise:
   * `prepare`, then `startPrepared`). `cash` only records that the register took the money. `cashless` runs a card
   * payment on the attached terminal and answers when the terminal has finished, which can take minutes.
   *
   * @param smartTransactionId Id of the Smart Transaction (`STX_…`).
   * @param paymentMethod How to pay. `cashless_direct` needs `tid`, `trace` and `cardtype` in the body.
   * @param body Payer and payment instrument, unless the Smart Transaction has them already.
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartTransactionId}/start/{paymentMethod}`
   */
  start(
    smartTransactionId: string,
    paymentMethod: SmartTransactions.StartPaymentMethod,
    body?: SmartTransactions.StartParams,
    options?: Options,
  ): Promise<SmartTransaction> {
    return this.transport.call(
      smartTransactionsOperations.start,
      { path: { smartTransactionId, paymentMethod }, body },
      options,
    );
  }

  /**
   * Capture a prepared payment.
   *
   * Executes the payment that `prepare` authorised, with the method chosen there. Not needed when
   * `payment_context.auto_capture` is set.
   *
   * @param smartTransactionId Id of the Smart Transaction (`STX_…`).
   * @param body Usually empty.
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{smartTransactionId}/start`
   */
  startPrepared(
    smartTransactionId: string,
    body?: SmartTransactions.StartPreparedParams,
    options?: Options,
  ): Promise<SmartTransaction> {
    return this.transport.call(
      smartTransactionsOperations.startPrepared,
      { path: { smartTransactionId }, body },
      options,
    );
  }

  /**
   * Replace the data of a Smart Transaction.
   *
   * Possible until the payment is started. Always send `basket` and `basket_info` again: without them the basket
   * is emptied and the sums are reset. The status returns to `created` and an authorisation made before is
   * dropped. `application_context` stays as it was at creation.
   *
   * @param smartTransactionId Id of the Smart Transaction (`STX_…`).
   * @param body The complete new data, basket included.
   * @param options Settings for this call alone.
   * @see `PUT /Smart/Transactions/{smartTransactionId}`
   */
  update(
    smartTransactionId: string,
    body: SmartTransactions.UpdateParams,
    options?: Options,
  ): Promise<SmartTransaction> {
    return this.transport.call(smartTransactionsOperations.update, { path: { smartTransactionId }, body }, options);
  }

  /**
   * Ask for a new authorisation of a subscription.
   *
   * Opens a Smart Transaction in which the payer authorises a new card or account for a subscription whose
   * instrument no longer works. Send them to one of the `payment_links`, as after `prepare`.
   *
   * @param subscriptionId Id of the subscription, despite the path it sits on.
   * @param options Settings for this call alone.
   * @see `POST /Smart/Transactions/{subscriptionId}/updatePaymentContainer`
   */
  updatePaymentContainer(subscriptionId: string, options?: Options): Promise<SmartTransaction> {
    return this.transport.call(
      smartTransactionsOperations.updatePaymentContainer,
      { path: { subscriptionId } },
      options,
    );
  }
}

/** The named parameter types of the methods. */
export declare namespace SmartTransactions {
  /** Body of `create`. */
  export type CreateParams = SmartTransactionInput;
  /** Query of `get`. */
  export type GetParams = NonNullable<operations['smart.transactions.get']['parameters']['query']>;
  /** Query of `list`. */
  export type ListParams = NonNullable<operations['smart.transactions.list']['parameters']['query']>;
  /** How to pay. `creditcard` also stands for Google Pay and Apple Pay. */
  export type PreparePaymentMethod = operations['smart.transactions.prepare']['parameters']['path']['paymentMethod'];
  /** Body of `prepare`. */
  export type PrepareParams = SmartTransactionPrepareInput;
  /** Body of `setDelivery`. */
  export type SetDeliveryParams = SmartTransactionSetDeliveryInput;
  /** How to pay. `cashless_direct` needs `tid`, `trace` and `cardtype` in the body. */
  export type StartPaymentMethod = operations['smart.transactions.start']['parameters']['path']['paymentMethod'];
  /** Body of `start`. */
  export type StartParams = SmartTransactionStartInput;
  /** Body of `startPrepared`. */
  export type StartPreparedParams = SmartTransactionStartInput;
  /** Body of `update`. */
  export type UpdateParams = SmartTransactionInput;
}
