import type { PaymentInformation, PaymentContractRequestIdIframeOptionsInput } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { isoTime } from '../engine/clock.ts';
import { ApiException, notFound } from '../engine/exception.ts';
import { reference, type Reference } from '../call/objects.ts';
import type { Stored } from '../store/store.ts';

export const CONTRACTS = 'general.contracts';
const RECORDS = '_contracts';
/** The first number of a contract, as in documented payments. */
const FIRST_NUMBER = 51177;

export interface Contract extends Stored, Reference {
  readonly merchant?: Reference;
  readonly approved?: boolean | null;
}

/** What the sandbox knows of a contract beside what the API shows. */
export interface ContractRecord extends Stored {
  readonly terminated?: true;
  /** The internal number that its payments show, since the first of them. */
  readonly number?: number;
  /** Where its pushes go, and those of everything under it that names no other address. */
  readonly pushUrl?: string;
  /** Shown once, when the contract is made. */
  readonly apikey?: string;
  /** The ident request that has to succeed before the contract is approved. */
  readonly identRequest?: string;
  readonly payoutAccount?: PaymentInformation;
  readonly iframe?: PaymentContractRequestIdIframeOptionsInput;
}

export const contractRecord = ({ store }: Pick<Engine, 'store'>, id: string): ContractRecord =>
  store.get<ContractRecord>(RECORDS, id) ?? { id };

export const contractRecords = ({ store }: Pick<Engine, 'store'>): Iterable<ContractRecord> =>
  store.all<ContractRecord>(RECORDS);

export function noteOnContract(
  engine: Pick<Engine, 'store'>,
  id: string,
  known: Partial<Omit<ContractRecord, 'id'>>,
): void {
  engine.store.put(RECORDS, { ...contractRecord(engine, id), ...known });
}

/** The internal number of a contract, which its payments show. */
export function contractNumber(engine: Pick<Engine, 'store' | 'ids'>, id: string): number {
  const { number = engine.ids.number('contract-numbers', FIRST_NUMBER) } = contractRecord(engine, id);
  noteOnContract(engine, id, { number });
  return number;
}

/** Where a push goes that no other address is named for. */
export const contractPushUrl = (engine: Pick<Engine, 'store' | 'settings'>, id: string): string | undefined =>
  contractRecord(engine, id).pushUrl ?? (engine.settings.pushUrl || undefined);

/** The caller's own contract: the first one. */
export function ownContract({ store }: Pick<Engine, 'store'>): Contract {
  for (const contract of store.all<Contract>(CONTRACTS)) return contract;
  throw notFound(CONTRACTS, 'me');
}

/**
 * The contract that a call is about. A contract that the sandbox does not know yet belongs to the caller's merchant from now on, with the
 * settings of the own one: programs come with the ids of their own contracts, which exist only on the platform.
 *
 * @throws ApiException 403 for a contract that was terminated.
 */
export function adoptContract(engine: Pick<Engine, 'store' | 'clock'>, id: string | undefined): Contract {
  const known = id === undefined || id === 'me' ? ownContract(engine) : engine.store.get<Contract>(CONTRACTS, id);
  if (known) {
    if (contractRecord(engine, known.id).terminated)
      throw new ApiException('ProductNotAllowedException', `${known.id} was terminated`);
    return known;
  }
  if (!id!.startsWith('GCR_')) throw notFound(CONTRACTS, id!);
  const { merchant, ...own } = ownContract(engine);
  const adopted = {
    ...own,
    id: id!,
    id_old: null,
    description: null,
    created: isoTime(engine.clock.now()),
    ...(merchant && { merchant: reference(merchant.object, merchant.id) }),
    approved: true,
  } as Contract;
  engine.store.put(CONTRACTS, adopted);
  return adopted;
}

/**
 * @param demo Whether only test payments are wanted, which are possible before the approval.
 * @throws ApiException 403 for a contract that is not approved.
 */
export function assertApproved({ id, approved }: Contract, demo: boolean): void {
  if (approved === false && !demo) throw new ApiException('ProductNotAllowedException', `${id} is not approved yet`);
}
