/**
 * The end of the day at a payment terminal: see that it is connected, have it settle its card payments, and print what it reports. Both calls
 * answer only when the terminal has finished, which can take minutes, and are never repeated by themselves.
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET, SECUCONNECT_DEVICE_ID
 * (`me` when left out: the device that the token belongs to).
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
    // The terminal may have settled all the same. It prints its own slip, and the settlement shows among the transactions.
    console.error('Look at the slip of the terminal before you do it again:', error.message);
    const [last] = (await secuconnect.cardprocessing.transactions.list({ sort: 'created:desc', count: 1 })).data;
    if (last) console.error(`The latest that the platform knows of the terminal is ${last.id}.`);
  } else console.error('The day was not closed; it can be done again:', error.message);
  process.exitCode = 1;
}

/** On paper with 40 columns. */
function print(title: string, { id, status, receipt }: SmartTransaction): void {
  console.log(`${title}: ${id} is ${status}.\n${receiptText(receipt, { width: 40 })}`);
}
