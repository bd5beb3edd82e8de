// Generated from spec/ by `pnpm generate`. Do not edit: change the spec, or the templates in scripts/generate/templates.
import { SmartTransactions as Wire, type SmartTransaction } from '@secuconnect/api';
import { Paginator } from '../../pagination/paginator.ts';
import type { RequestOptions } from '../../request-options.ts';

/** The business case from basket to receipt. A Smart Transaction picks and drives the Payment Transactions below it. */
export class SmartTransactions extends Wire<RequestOptions> {
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
   * @returns The matches, fetched page by page: `for await` over the items, or `await` for the first page.
   */
  override list(query?: Wire.ListParams, options?: RequestOptions): Paginator<SmartTransaction> {
    return new Paginator((page) => super.list({ ...query, ...page }, options), query);
  }
}

/** The named parameter types of the methods. */
export declare namespace SmartTransactions {
  /** Body of `create`. */
  export type CreateParams = Wire.CreateParams;
  /** Query of `get`. */
  export type GetParams = Wire.GetParams;
  /** Query of `list`. */
  export type ListParams = Wire.ListParams;
  /** How to pay. `creditcard` also stands for Google Pay and Apple Pay. */
  export type PreparePaymentMethod = Wire.PreparePaymentMethod;
  /** Body of `prepare`. */
  export type PrepareParams = Wire.PrepareParams;
  /** Body of `setDelivery`. */
  export type SetDeliveryParams = Wire.SetDeliveryParams;
  /** How to pay. `cashless_direct` needs `tid`, `trace` and `cardtype` in the body. */
  export type StartPaymentMethod = Wire.StartPaymentMethod;
  /** Body of `start`. */
  export type StartParams = Wire.StartParams;
  /** Body of `startPrepared`. */
  export type StartPreparedParams = Wire.StartPreparedParams;
  /** Body of `update`. */
  export type UpdateParams = Wire.UpdateParams;
}
