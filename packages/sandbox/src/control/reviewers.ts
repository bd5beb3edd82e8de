import type { Engine } from '../engine/engine.ts';
import { approveContract } from '../onboarding/approval.ts';
import { decideIdent, type IdentStatus } from '../onboarding/ident-requests.ts';

/** What the staff of the platform and the providers of identifications decide. */
export class Reviewers {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Approves a contract at once, without a look at its identification. */
  approveContract(contract: string): void {
    this.#engine.store.transaction(() => approveContract(this.#engine, contract));
  }

  /**
   * Decides about an identification at once. What is preliminary stays so until it is decided again, or its time has come.
   *
   * @param ident Id of the ident request.
   */
  decideIdent(ident: string, status: IdentStatus): void {
    this.#engine.store.transaction(() => decideIdent(this.#engine, ident, status));
  }
}
