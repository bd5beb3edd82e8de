// Generated from spec/ by `pnpm generate`. Do not edit: change the spec, or the templates in scripts/generate/templates.
import type { CallOptions, Transport } from '../transport.ts';
import { SmartTransactions } from './resources/smart-transactions.ts';

/** The resources of the API, at the two-level paths that the API itself uses. */
export class Resources<Options extends CallOptions = CallOptions> {
  readonly smart: {
    /** The business case from basket to receipt. A Smart Transaction picks and drives the Payment Transactions below it. */
    readonly transactions: SmartTransactions<Options>;
  };

  constructor(transport: Transport<Options>) {
    this.smart = {
      transactions: new SmartTransactions(transport),
    };
  }
}
