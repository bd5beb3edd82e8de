// Generated from spec/ by `pnpm generate`. Do not edit: change the spec, or the templates in scripts/generate/templates.
import type { Transport } from '@secuconnect/api';
import type { RequestOptions } from '../request-options.ts';
import { SmartTransactions } from './resources/smart-transactions.ts';

/** The resources of the API, at the two-level paths that the API itself uses, with lists that page by themselves. */
export class Resources {
  readonly smart: {
    /** The business case from basket to receipt. A Smart Transaction picks and drives the Payment Transactions below it. */
    readonly transactions: SmartTransactions;
  };

  constructor(transport: Transport<RequestOptions>) {
    this.smart = {
      transactions: new SmartTransactions(transport),
    };
  }
}
