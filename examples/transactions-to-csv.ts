/**
 * Export of all payments to a CSV file, one page at a time. After each page it saves a checkpoint; an interrupted run resumes there,
 * without missing or duplicate rows.
 *
 *     node transactions-to-csv.ts payments.csv
 *
 * Settings: SECUCONNECT_BASE_URL or SECUCONNECT_ENVIRONMENT, SECUCONNECT_CLIENT_ID, SECUCONNECT_CLIENT_SECRET.
 */
import { open, readFile, rm, writeFile } from 'node:fs/promises';
import {
  isSecuconnectError,
  optionsFromEnv,
  Secuconnect,
  type Checkpoint,
  type PaymentTransaction,
} from '@secuconnect/client';

const secuconnect = new Secuconnect(optionsFromEnv());
const [, , file = 'payments.csv'] = process.argv;
const checkpointFile = `${file}.checkpoint`;

/** Where the list resumes, and the size of the file at that point: rows written after it are cut off. */
interface Progress {
  resumeFrom?: Checkpoint;
  payments: number;
  bytes: number;
}

const COLUMNS: [name: string, read: (payment: PaymentTransaction) => unknown][] = [
  ['id', ({ id }) => id],
  ['created', ({ created }) => created],
  ['order', ({ order_id }) => order_id],
  ['amount in minor units', ({ amount }) => amount],
  ['currency', ({ currency }) => currency],
  ['method', ({ product }) => product],
  ['status', ({ details }) => details?.status_simple_text],
];

const start: Progress = await readFile(checkpointFile, 'utf8').then(JSON.parse, () => ({ payments: 0, bytes: 0 }));
if (start.payments > 0) console.log(`Going on after ${start.payments} payments.`);
const csv = await open(file, start.bytes > 0 ? 'r+' : 'w');
let { payments, bytes } = start;
try {
  await csv.truncate(bytes);
  if (bytes === 0) await append(row(COLUMNS.map(([name]) => name)));
  // Oldest first: payments that arrive in the meantime are added at the end, and shift no others.
  const { resumeFrom } = start;
  const list = secuconnect.payment.transactions.list({ sort: 'created:asc', count: 100 }, { resumeFrom });
  for await (const page of list.pages()) {
    await append(page.data.map((payment) => row(COLUMNS.map(([, read]) => read(payment)))).join(''));
    payments += page.data.length;
    const progress: Progress = { resumeFrom: list.checkpoint(), payments, bytes };
    await writeFile(checkpointFile, JSON.stringify(progress));
    console.log(`${payments} of ${page.count} payments are in ${file}.`);
  }
  await rm(checkpointFile, { force: true });
  console.log('Done.');
} catch (error) {
  if (!isSecuconnectError(error)) throw error;
  console.error(`Stopped after ${payments} payments; start it again to resume.`, error.message);
  process.exitCode = 1;
} finally {
  await csv.close();
}

async function append(text: string): Promise<void> {
  const { bytesWritten } = await csv.write(text, bytes);
  bytes += bytesWritten;
}

/** Strings in quotation marks, and none that a spreadsheet would execute as a formula. */
function row(values: unknown[]): string {
  const cells = values.map((value) => {
    if (typeof value !== 'string') return value ?? '';
    return `"${value.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
  });
  return `${cells.join(';')}\r\n`;
}
