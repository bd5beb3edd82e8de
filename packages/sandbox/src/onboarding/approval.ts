import type { GeneralContract, ServicesIdentRequest } from '@secuconnect/api';
import { load, save } from '../call/objects.ts';
import type { Engine } from '../engine/engine.ts';
import { notPossible } from '../engine/exception.ts';
import { contractPushUrl, contractRecord, CONTRACTS } from '../parties/contracts.ts';

export const IDENT_REQUESTS = 'services.identrequests';

/** Lets the staff of the platform look at a contract. */
export function submitContract(engine: Engine, contract: string): void {
  engine.schedule.in(engine.settings.approvalDelay, 'review-contract', { contract });
}

/** The staff approve a contract unless its identification is outstanding or has failed; one that succeeds submits it again. */
export function scheduleApprovals(engine: Engine): void {
  engine.schedule.on('review-contract', ({ payload }) => {
    const id = String(payload['contract']);
    const { identRequest, terminated } = contractRecord(engine, id);
    const ident = identRequest && engine.store.get<ServicesIdentRequest>(IDENT_REQUESTS, identRequest);
    if (terminated || (ident && ident.status !== 'ok') || !engine.store.has(CONTRACTS, id)) return;
    approveContract(engine, id);
  });
}

/**
 * Approves a contract, and pushes that. One that is approved stays as it is.
 *
 * @throws ApiException when the contract does not exist or was terminated.
 */
export function approveContract(engine: Engine, id: string): void {
  const contract = load<GeneralContract>(engine, CONTRACTS, id);
  if (contractRecord(engine, id).terminated) throw notPossible(`${id} was terminated`);
  if (contract.approved) return;
  save(engine, CONTRACTS, { ...contract, approved: true });
  engine.pushes.notify(contractPushUrl(engine, id), CONTRACTS, id);
}
