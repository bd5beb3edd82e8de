/**
 * The end of the day at a payment terminal: check that it is connected, settle its card payments, and print its report. Both calls wait for
 * the terminal, which can take minutes, and are never retried automatically.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_DEVICE_ID
 * (default: `me`, the device of the token).
 */
import { isSecuconnectError, optionsFromEnv, Secuconnect, type SmartTransaction } from '@secuconnect/client';
import { receiptText } from '@secuconnect/client/receipts';

const { SECUCONNECT_DEVICE_ID: device = 'me' } = process.env;
const secuconnect = new Secuconnect(optionsFromEnv());

try {
  const diagnosis = await secuconnect.smart.transactions.diagnosis(device);
  print('Diagnosis', diagnosis);
  if (diagnosis.status !== 'ok') throw new Error('The terminal is not connected: the day stays open.');

  print('End of day', await secuconnect.smart.transactions.endOfDay(device));
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  if (error.outcome === 'unknown') {
    // The terminal may have settled. It prints its own slip, and the settlement is among the transactions.
    console.error('Look at the slip of the terminal before you retry:', error.message);
    const last = await secuconnect.cardprocessing.transactions.list({ sort: 'created:desc' }).first();
    if (last) console.error(`The latest transaction that the API has is ${last.id}.`);
  } else console.error('The day was not closed; it is safe to retry:', error.message);
  process.exitCode = 1;
}

/** For paper with 40 columns. */
function print(title: string, { id, status, receipt }: SmartTransaction): void {
  console.log(`${title}: ${id} is ${status}.\n${receiptText(receipt, { width: 40 })}`);
}
