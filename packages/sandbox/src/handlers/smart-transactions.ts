import type { SmartTransaction, SmartTransactionSetDeliveryInput } from '@secuconnect/api';
import type { Call, Handlers } from '../call/call.ts';
import { createSmart, updateSmart } from '../smart/create-smart.ts';
import { abortSmart, cancelSmart } from '../smart/end-smart.ts';
import { methodNamed, prepare, startOnline, startPrepared } from '../smart/pay-smart.ts';
import { cancelAtTill, diagnosis, endOfDay, preTransaction, startAtTill } from '../smart/till.ts';
import { loadSmart, showSmart, stepSmart } from '../smart/smart-transaction.ts';

const idOf = ({ path }: Call): string => path['smartTransactionId']!;

/** The operations of Smart Transactions, except for lists. */
export const smartHandlers: Handlers = {
  'smart.transactions.create': (call) => createSmart(call),
  'smart.transactions.update': (call) => updateSmart(call),
  'smart.transactions.get': (call) => showSmart(call, loadSmart(call, idOf(call))),
  'smart.transactions.preTransaction': (call) => preTransaction(call, idOf(call)),
  'smart.transactions.prepare': (call) => prepare(call, idOf(call), methodNamed(call.path['paymentMethod'])),
  'smart.transactions.startPrepared': (call) => startPrepared(call, idOf(call)),
  'smart.transactions.start': (call) => {
    const method = methodNamed(call.path['paymentMethod']);
    return method.at === undefined ? startOnline(call, idOf(call), method) : startAtTill(call, idOf(call), method);
  },
  'smart.transactions.setDelivery': (call) => setDelivery(call, idOf(call)),
  'smart.transactions.cancel': (call) => showSmart(call, cancelSmart(call, idOf(call))),
  'smart.transactions.abort': (call) => showSmart(call, abortSmart(call, idOf(call))),
  'smart.transactions.cancelTrx': (call) => cancelAtTill(call, idOf(call)),
  'smart.transactions.diagnosis': (call) => diagnosis(call, call.path['smartDeviceId']!),
  'smart.transactions.endOfDay': (call) => endOfDay(call, call.path['smartDeviceId']!),
};

/** Replaces what was reported before: fields that are omitted are gone. */
function setDelivery(call: Call, id: string): SmartTransaction {
  const { delivery_options } = call.body as SmartTransactionSetDeliveryInput;
  const reported = { ...(delivery_options && { delivery_options }) } as Partial<SmartTransaction>;
  return showSmart(call, stepSmart(call, loadSmart(call, id), 'deliver', reported));
}
