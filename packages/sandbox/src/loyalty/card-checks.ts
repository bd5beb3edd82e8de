import type { LoyaltyMerchantCardBalanceReceipt, LoyaltyMerchantCardValidateResult } from '@secuconnect/api';
import type { Engine } from '../engine/engine.ts';
import { balanceReceipt, receiptHeader } from './card-receipts.ts';
import { secretsOf } from './card-secrets.ts';
import { obstacleOf, type MerchantCard } from './merchant-cards.ts';

/**
 * What a till needs to know before it uses a card. A number that no card has is an answer, and not an error.
 *
 * @param merchant Where the card is to be used, if the caller says so.
 */
export function validateCard(
  engine: Pick<Engine, 'store'>,
  card: MerchantCard | undefined,
  merchant: string | undefined,
): LoyaltyMerchantCardValidateResult {
  if (!card || (merchant !== undefined && merchant !== card.merchant.id))
    return { isValid: false, hasPasscode: false, isLocked: false };
  const hasPasscode = secretsOf(engine, card).passcode !== undefined;
  return { isValid: true, hasPasscode, isLocked: card.lock_status === 'locked' };
}

/** The credit of a card, in values and to print. No card of the sandbox can be overdrawn. */
export function balanceOf(
  engine: Pick<Engine, 'store' | 'clock'>,
  card: MerchantCard | undefined,
): LoyaltyMerchantCardBalanceReceipt {
  const limit = { limit_allowed: false, limit_str: null, limit: 0 };
  if (!card) {
    const nothing = { balance: 0, points: 0, new_passcode: false, amount_split_enabled: false };
    return { valid: false, ...nothing, receipt_header: [], receipt: [], ...limit };
  }
  const { balance, cash_balance, bonus_balance, points } = card;
  return {
    valid: obstacleOf(engine, card) === undefined,
    balance,
    cash_balance,
    bonus_balance,
    points,
    new_passcode: Boolean(card.passcode) && secretsOf(engine, card).passcode === undefined,
    receipt_header: receiptHeader(engine, card),
    receipt: balanceReceipt(card),
    amount_split_enabled: true,
    ...limit,
  };
}
