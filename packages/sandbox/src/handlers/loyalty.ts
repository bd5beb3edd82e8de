import type {
  LoyaltyCard,
  LoyaltyCardAssignUserInput,
  LoyaltyCardGroup,
  LoyaltyCardGroupCheckPasscodeEnabledInput,
  LoyaltyCardGroupInput,
  LoyaltyCustomer,
  LoyaltyCustomerInput,
  LoyaltyMerchantCardCheckCscInput,
  LoyaltyMerchantCardCheckPasscodeInput,
  LoyaltyMerchantCardCreateInput,
  LoyaltyMerchantCardInput,
  LoyaltyMerchantCardLockInput,
  LoyaltyMerchantCardNewPasscodeInput,
  LoyaltyMerchantCardTransactionInput,
  LoyaltyMerchantCardValidateInput,
} from '@secuconnect/api';
import { invalid, notFound, notPossible } from '../engine/exception.ts';
import { Answer, type Call, type Handlers } from '../call/call.ts';
import { load, reference, type Reference } from '../call/objects.ts';
import { ownContract } from '../parties/contracts.ts';
import { bookAction } from '../loyalty/book-action.ts';
import { createCardGroup, updateCardGroup } from '../loyalty/card-groups.ts';
import { balanceOf, validateCard } from '../loyalty/card-checks.ts';
import { LOCK_REASONS, lockCard, lockOf, unlockCard } from '../loyalty/card-locks.ts';
import {
  asksPasscode,
  CARD_PIN,
  isCsc,
  isPasscode,
  judge,
  newPasscode,
  resetPasscode,
  secretsOf,
} from '../loyalty/card-secrets.ts';
import {
  assignContainer,
  createCustomer,
  instrumentOf,
  unassignContainer,
  updateCustomer,
} from '../loyalty/customers.ts';
import { issueCard, summaryOf } from '../loyalty/issue-cards.ts';
import {
  CARD_GROUPS,
  cardByNumber,
  cardOf,
  CARDS,
  CUSTOMERS,
  findCard,
  giveTo,
  loadCard,
  putCard,
  refreshCopies,
  type MerchantCard,
} from '../loyalty/merchant-cards.ts';
import { virtualTerminal } from '../loyalty/virtual-terminal.ts';

const result = (isTrue: boolean) => ({ result: isTrue });

/** The operations of loyalty cards, except for lists. */
export const loyaltyHandlers: Handlers = {
  'loyalty.cardGroups.create': (call) => createCardGroup(call, call.body as LoyaltyCardGroupInput),
  'loyalty.cardGroups.update': (call) =>
    updateCardGroup(call, call.path['loyaltyCardGroupId']!, call.body as LoyaltyCardGroupInput),
  'loyalty.cardGroups.checkPasscodeEnabled': (call) => checkPasscodeEnabled(call),
  'loyalty.cards.assignUser': (call) => assignUser(call),
  'loyalty.cards.unassignUser': (call) => unassignUser(call),
  'loyalty.customers.create': (call) => createOwnCustomer(call),
  'loyalty.customers.update': (call) =>
    updateCustomer(call, call.path['loyaltyCustomerId']!, call.body as LoyaltyCustomerInput),
  'loyalty.customers.assignPaymentContainer': (call) =>
    assignContainer(call, call.path['loyaltyCustomerId']!, call.path['loyaltyPaymentContainerId']!),
  'loyalty.customers.unassignPaymentContainer': (call) =>
    unassignContainer(call, call.path['loyaltyCustomerId']!, call.path['loyaltyPaymentContainerId']!),
  'loyalty.merchantCards.getLockReasons': () => LOCK_REASONS,
  'loyalty.merchantCards.createMerchantCards': (call) => createMerchantCards(call),
  'loyalty.merchantCards.get': (call) => cardOf(call),
  'loyalty.merchantCards.update': (call) => updateCard(call),
  'loyalty.merchantCards.updateCardGroup': (call) => {
    const group = load<LoyaltyCardGroup>(call, CARD_GROUPS, call.path['loyaltyCardGroupId']!);
    return putCard(call, { ...cardOf(call), cardgroup: summaryOf(group) });
  },
  'loyalty.merchantCards.registerCustomer': (call) => registerCustomer(call),
  'loyalty.merchantCards.setCustomer': (call) =>
    giveTo(call, cardOf(call), load<LoyaltyCustomer>(call, CUSTOMERS, call.path['loyaltyCustomerId']!)),
  'loyalty.merchantCards.getLock': (call) => lockOf(call, cardOf(call)),
  'loyalty.merchantCards.lock': (call) => lockCard(call, cardOf(call), call.body as LoyaltyMerchantCardLockInput),
  'loyalty.merchantCards.unlock': (call) => unlockCard(call, cardOf(call), call.body as LoyaltyMerchantCardLockInput),
  'loyalty.merchantCards.checkCsc': (call) => {
    const card = cardOf(call);
    return result(judge(call, card, isCsc(secretsOf(call, card), (call.body as LoyaltyMerchantCardCheckCscInput).csc)));
  },
  'loyalty.merchantCards.checkPasscode': (call) => {
    const card = cardOf(call);
    return result(judge(call, card, isPasscode(call, card, (call.body as LoyaltyMerchantCardCheckPasscodeInput).pin)));
  },
  'loyalty.merchantCards.newPasscode': (call) =>
    result(newPasscode(call, cardOf(call), (call.body as LoyaltyMerchantCardNewPasscodeInput).passcode)),
  'loyalty.merchantCards.resetPasscode': (call) =>
    result(resetPasscode(call, cardOf(call), (call.body as LoyaltyMerchantCardNewPasscodeInput).passcode)),
  'loyalty.merchantCards.validateMerchantCard': (call) =>
    validateCard(call, findCard(call), (call.body as LoyaltyMerchantCardValidateInput).merchant),
  'loyalty.merchantCards.getCardBalanceReceipt': (call) => balanceOf(call, findCard(call)),
  'loyalty.merchantCards.getVirtualTerminalData': (call) => {
    loadCard(call, call.path['loyaltyMerchantCardId']!);
    const data = virtualTerminal(call, call.path['loyaltyMerchantId']!);
    return new Answer(data.disabled ? 201 : 200, data);
  },
  'loyalty.merchantCards.transaction': (call) =>
    bookAction(call, cardOf(call), call.body as LoyaltyMerchantCardTransactionInput),
  'loyalty.merchantCards.transactionWithTarget': (call) => {
    const card = cardOf(call);
    const target = call.path['targetMerchantCardId']!;
    const isAlone = target === 'me' || target === card.id;
    const other = isAlone ? undefined : loadCard(call, target);
    return bookAction(call, card, call.body as LoyaltyMerchantCardTransactionInput, other);
  },
};

function checkPasscodeEnabled(call: Call) {
  const { action, cardnumber } = call.body as LoyaltyCardGroupCheckPasscodeEnabledInput;
  const group = load<LoyaltyCardGroup>(call, CARD_GROUPS, call.path['loyaltyCardGroupId']!);
  const card = cardByNumber(call, String(cardnumber));
  if (!card) throw notFound('Card', String(cardnumber));
  if (card.cardgroup?.id !== group.id) throw invalid(`The card is not in ${group.id}`);
  return result(asksPasscode(card, action));
}

/** A card belongs to one user at a time. */
function assignUser(call: Call) {
  const card = load<LoyaltyCard>(call, CARDS, call.path['loyaltyCardId']!);
  const account = call.path['generalAccountId']!;
  const isFree = card.account == null || card.account.id === account;
  if ((call.body as LoyaltyCardAssignUserInput).pin !== CARD_PIN || !isFree) return result(false);
  return keepCard(call, { ...card, account: reference('general.accounts', account) });
}

function unassignUser(call: Call) {
  const { account, ...card } = load<LoyaltyCard>(call, CARDS, call.path['loyaltyCardId']!);
  return account?.id === call.path['generalAccountId'] ? keepCard(call, card) : result(false);
}

function keepCard(call: Call, card: LoyaltyCard) {
  call.store.put(CARDS, card);
  refreshCopies(call, 'card', card);
  return result(true);
}

/** The merchant of an input, or the caller's own. */
function merchantOf(call: Call, id: string | undefined): Reference {
  if (id !== undefined && id !== 'me') return reference('general.merchants', id);
  const { merchant } = ownContract(call);
  if (!merchant) throw notFound('general.merchants', 'me');
  return reference(merchant.object, merchant.id);
}

function createOwnCustomer(call: Call): LoyaltyCustomer {
  const { merchant, anonymize: _anonymize, ...input } = call.body as LoyaltyCustomerInput;
  return createCustomer(call, merchantOf(call, merchant), input);
}

function createMerchantCards(call: Call) {
  const { cards_amount = 1, customer } = call.body as LoyaltyMerchantCardCreateInput;
  if (customer && cards_amount !== 1) throw invalid('cards_amount must be 1 for a card with a customer');
  const group = load<LoyaltyCardGroup>(call, CARD_GROUPS, call.path['loyaltyCardgroupId']!);
  const merchant = merchantOf(call, call.path['generalMerchantId']);
  if (merchant.id !== group.merchant?.id) throw notFound('general.merchants', merchant.id);
  const cards = Array.from({ length: cards_amount }, () => issueCard(call, group, merchant));
  if (!customer) return cards;
  return cards.map(({ csc, ...card }) => ({ ...giveTo(call, card, createCustomer(call, merchant, customer)), csc }));
}

function updateCard(call: Call): MerchantCard {
  const card = cardOf(call);
  const { payment_container, expiry_date } = call.body as LoyaltyMerchantCardInput;
  if (expiry_date !== undefined && Number.isNaN(Date.parse(expiry_date))) throw invalid('expiry_date is no time');
  return putCard(call, {
    ...card,
    ...(expiry_date !== undefined && { expiry_date }),
    ...(payment_container !== undefined && {
      payment_container: instrumentOf(call, payment_container, card.customer),
    }),
  });
}

function registerCustomer(call: Call): MerchantCard {
  const card = cardOf(call);
  if (card.customer) throw notPossible(`The card ${card.id} has a customer already`);
  const { merchant: _merchant, anonymize: _anonymize, ...input } = call.body as LoyaltyCustomerInput;
  return giveTo(call, card, createCustomer(call, card.merchant, input));
}
