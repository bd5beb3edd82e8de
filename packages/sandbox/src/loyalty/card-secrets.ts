import type { Engine } from '../engine/engine.ts';
import type { Stored } from '../store/store.ts';
import { putCard, type MerchantCard } from './merchant-cards.ts';

const SECRETS = '_card-secrets';
/** After so many wrong codes in a row, a card is locked. */
const TRIES = 3;

/** PIN with which the holder of any card proves to own it. */
export const CARD_PIN = '0000';

/** What the sandbox knows of a card, and never shows. */
export interface CardSecrets extends Stored {
  /** Printed on the card. */
  readonly csc: string;
  /** Chosen by the holder. */
  readonly passcode?: number;
  /** Whether a new passcode may replace the present one. */
  readonly resetting?: true;
  /** Wrong codes since the last right one. */
  readonly wrongTries: number;
  /** Why it is locked. */
  readonly lock?: { readonly reason: number | null; readonly note: string | null };
}

/** Cards that exist from the start have the codes of the documented examples. */
const DOCUMENTED = { csc: '0417', passcode: 4711, wrongTries: 0 };

export const secretsOf = ({ store }: Pick<Engine, 'store'>, { id }: Stored): CardSecrets =>
  store.get<CardSecrets>(SECRETS, id) ?? { ...DOCUMENTED, id };

export const keepSecrets = ({ store }: Pick<Engine, 'store'>, secrets: CardSecrets): void =>
  store.put(SECRETS, secrets);

/** Whether the code printed on a card is right. The number form of a code has lost its leading zeros. */
export const isCsc = (secrets: CardSecrets, code: string | number | undefined): boolean =>
  code !== undefined && String(code).padStart(secrets.csc.length, '0') === secrets.csc;

/** Counts a code that was typed in. For a locked card, the right code counts as a wrong one. */
export function judge(engine: Pick<Engine, 'store'>, card: MerchantCard, isRight: boolean): boolean {
  if (card.lock_status === 'locked') return false;
  const secrets = secretsOf(engine, card);
  const wrongTries = isRight ? 0 : secrets.wrongTries + 1;
  const isLocked = wrongTries >= TRIES;
  keepSecrets(engine, {
    ...secrets,
    wrongTries,
    ...(isLocked && { lock: { reason: null, note: 'Zu viele Fehlversuche' } }),
  });
  if (isLocked) putCard(engine, { ...card, lock_status: 'locked' });
  return isRight;
}

/** Stores the first passcode of a card, or one after {@link resetPasscode}. */
export function newPasscode(engine: Pick<Engine, 'store'>, card: MerchantCard, passcode: number | undefined): boolean {
  const { resetting, ...secrets } = secretsOf(engine, card);
  const isAllowed = secrets.passcode === undefined || resetting === true;
  if (passcode === undefined || passcode < 0 || !isAllowed || card.lock_status === 'locked') return false;
  keepSecrets(engine, { ...secrets, passcode });
  return true;
}

/** Allows a new passcode, if the caller knows the present one. */
export function resetPasscode(engine: Pick<Engine, 'store'>, card: MerchantCard, present: number | undefined): boolean {
  if (!judge(engine, card, isPasscode(engine, card, present))) return false;
  keepSecrets(engine, { ...secretsOf(engine, card), resetting: true });
  return true;
}

export const isPasscode = (engine: Pick<Engine, 'store'>, card: MerchantCard, code: number | undefined): boolean =>
  code !== undefined && code === secretsOf(engine, card).passcode;

/**
 * Whether the holder has to type the passcode before an action. A report of the till is about no card.
 *
 * @param action Such as `discharge`.
 */
export const asksPasscode = ({ passcode }: MerchantCard, action: string | undefined): boolean =>
  Boolean(passcode) && action !== 'cashreport';
