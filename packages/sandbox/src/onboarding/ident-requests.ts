import type { Contact, ServicesIdentRequest, ServicesIdentRequestInput } from '@secuconnect/api';
import type { Call } from '../call/call.ts';
import { create, load, reference, save } from '../call/objects.ts';
import { isoTime } from '../engine/clock.ts';
import type { Engine } from '../engine/engine.ts';
import { invalid, notPossible } from '../engine/exception.ts';
import { contractPushUrl, ownContract } from '../parties/contracts.ts';
import { normalContact } from '../parties/customers.ts';
import { outcomeOf } from '../payments/outcomes.ts';
import { IDENT_REQUESTS, submitContract } from './approval.ts';
import { storeIdentResult } from './ident-results.ts';

export const IDENT_STATUSES = ['ok', 'failed', 'ok_preliminary', 'failed_preliminary', 'error'] as const;
/** What becomes of an identification. `ok`, `failed` and `error` are final. */
export type IdentStatus = (typeof IDENT_STATUSES)[number];

type Person = NonNullable<ServicesIdentRequest['person']>[number];

const CUSTOM = { custom1: null, custom2: null, custom3: null, custom4: null, custom5: null };
/** What follows when a provider confirms. */
const CONFIRMED: Readonly<Partial<Record<IdentStatus, IdentStatus>>> = {
  ok_preliminary: 'ok',
  failed_preliminary: 'failed',
};

/** Starts the identification of one or more persons. */
export function requestIdent(call: Call): ServicesIdentRequest {
  const {
    provider,
    type,
    demo,
    person = [],
    owner_transaction_id,
    redirect_urls,
  } = call.body as ServicesIdentRequestInput;
  if (person.length === 0) throw invalid('There is no person to identify');
  const { object, id } = ownContract(call);
  const made = create(call, IDENT_REQUESTS, 'SIR_', {
    contract: reference(object, id),
    provider: provider ?? null,
    type: type ?? 'person',
    status: 'requested',
    demo: demo ?? false,
    person: person.map(({ contact, ...custom }) => newPerson(call, contact, custom)),
    owner_transaction_id: owner_transaction_id ?? null,
    redirect_urls: redirect_urls ?? null,
    graduation_date: null,
    treated: false,
  }) as ServicesIdentRequest & { readonly created: string };
  call.schedule.in(call.settings.identDelay, 'decide-ident', { ident: made.id });
  return save(call, IDENT_REQUESTS, made);
}

function newPerson({ ids, settings }: Call, contact: Contact | undefined, custom: object): Person {
  const transaction = `TST-${ids.letters(8)}`;
  return {
    ...(contact && { contact: normalContact(contact) }),
    transaction_id: transaction,
    redirect_url: `${settings.publicUrl}/ident/${transaction}`,
    status: 'requested',
    provider_id: `SANDBOX-${ids.letters(8)}`,
    ...CUSTOM,
    ...custom,
  };
}

/** After the identification, test data decide; what is preliminary is confirmed after the time of another one. */
export function scheduleIdents(engine: Engine): void {
  engine.schedule.on('decide-ident', ({ payload }) => {
    const ident = engine.store.get<ServicesIdentRequest>(IDENT_REQUESTS, String(payload['ident']));
    if (!ident || isFinal(ident)) return;
    const decided = decide(engine, ident, (person) => confirmed(person.status) ?? outcomeFor(person));
    if (!isFinal(decided)) engine.schedule.in(engine.settings.identDelay, 'decide-ident', { ident: ident.id });
  });
}

/**
 * Decides about all persons of an ident request.
 *
 * @throws ApiException when it does not exist, or is decided.
 */
export function decideIdent(engine: Engine, id: string, status: IdentStatus): void {
  const ident = load<ServicesIdentRequest>(engine, IDENT_REQUESTS, id);
  if (!IDENT_STATUSES.includes(status)) throw invalid(`${status} is no result: use ${IDENT_STATUSES.join(', ')}`);
  if (isFinal(ident)) throw notPossible(`${id} is ${ident.status}, which is final`);
  decide(engine, ident, () => status);
}

const isFinal = ({ treated }: ServicesIdentRequest): boolean => treated ?? false;

const confirmed = (status: Person['status']): IdentStatus | undefined => CONFIRMED[status as IdentStatus];

/** The test data of payments apply, by the surname. */
function outcomeFor({ contact }: Person): IdentStatus {
  switch (outcomeOf({ surname: contact?.surname, amount: 0 })) {
    case 'decline':
      return 'failed';
    case 'check-passes':
      return 'ok_preliminary';
    case 'check-fails':
      return 'failed_preliminary';
    default:
      return 'ok';
  }
}

/** A request is as good as the worst of its persons. */
const WORST_FIRST: readonly IdentStatus[] = ['error', 'failed', 'failed_preliminary', 'ok_preliminary', 'ok'];

function decide(
  engine: Engine,
  ident: ServicesIdentRequest,
  statusOf: (person: Person) => IdentStatus,
): ServicesIdentRequest {
  const person = (ident.person ?? []).map((one) => ({ ...one, status: statusOf(one) }));
  const status = WORST_FIRST.find((candidate) => person.some((one) => one.status === candidate))!;
  const isOpen = person.some((one) => confirmed(one.status) !== undefined);
  const decided = save(engine, IDENT_REQUESTS, {
    ...ident,
    person,
    status,
    treated: !isOpen,
    graduation_date: isOpen ? null : isoTime(engine.clock.now()),
  });
  const url = contractPushUrl(engine, ident.contract?.id ?? '');
  engine.pushes.notify(url, IDENT_REQUESTS, ident.id);
  if (isOpen || status === 'error') return decided;
  engine.pushes.notify(url, storeIdentResult(engine, decided), ident.id, 'added');
  if (status === 'ok') for (const { id } of ident.assignment ?? []) submitContract(engine, id!);
  return decided;
}
