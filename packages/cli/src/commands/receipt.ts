import type { Secuconnect } from '@secuconnect/client';
import { receiptText, type Receipt } from '@secuconnect/client/receipts';
import type { Command } from 'commander';
import { CliError, UsageError } from '../cli-error.ts';
import { colour } from '../console/colours.ts';
import type { Io } from '../console/io.ts';
import type { TargetFlags } from '../settings/target.ts';
import { clientOf } from './client.ts';
import { targetOptions } from './target-options.ts';

interface Flags extends TargetFlags {
  readonly kind?: string;
  readonly merchant?: boolean;
  readonly width: string;
  readonly json?: boolean;
}

/** Where receipts are, by kind, with what ids of the kind begin with. */
const KINDS: Readonly<
  Record<
    string,
    {
      prefix?: string;
      read: (client: Secuconnect, id: string, merchant: boolean) => Promise<Receipt | undefined | null>;
    }
  >
> = {
  'smart.transactions': {
    prefix: 'STX_',
    read: async (client, id, merchant) => {
      const { receipt, receipt_merchant } = await client.smart.transactions.get(id as never);
      return merchant ? receipt_merchant : receipt;
    },
  },
  'loyalty.transactions': {
    prefix: 'LTX_',
    read: async (client, id) => (await client.loyalty.transactions.get(id)).receipt,
  },
  'prepaid.sales': {
    read: async (client, id, merchant) => {
      const { receipt_header, receipt_customer, receipt_dealer } = await client.prepaid.sales.get(id);
      const body = merchant ? receipt_dealer : receipt_customer;
      return body ? [receipt_header, body] : undefined;
    },
  },
  'prepaid.reports': {
    read: async (client, id) => {
      const { receipt_header, receipt } = await client.prepaid.reports.get(id);
      return receipt ? { header: receipt_header, body: receipt } : undefined;
    },
  },
};

export const define = (command: Command, io: Io): void => {
  targetOptions(command.argument('<id>', 'such as STX_…'))
    .option('--kind <kind>', `${Object.keys(KINDS).join(', ')}; by default by the id`)
    .option('--merchant', 'the copy of the merchant')
    .option('--width <columns>', '42 for rolls of 80 mm, 32 for 58 mm', '42')
    .option('--json', 'print the lines as JSON')
    .action((id: string, flags: Flags) => print(id, flags, io));
};

async function print(id: string, flags: Flags, io: Io): Promise<void> {
  const name =
    flags.kind ??
    Object.keys(KINDS).find((one) => KINDS[one]!.prefix !== undefined && id.startsWith(KINDS[one]!.prefix));
  const kind = name !== undefined && Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
  if (!kind)
    throw new UsageError(`${name ?? id} is not a kind of receipt.`, `Pass --kind: ${Object.keys(KINDS).join(', ')}.`);
  const width = Number(flags.width);
  if (!Number.isInteger(width) || width < 2) throw new UsageError(`--width ${flags.width} is not a number of columns.`);
  const { client } = await clientOf(flags, io);
  const receipt = await kind.read(client, id, flags.merchant === true);
  if (!receipt || (Array.isArray(receipt) && receipt.length === 0)) throw new CliError(`${id} has no receipt.`);
  const emphasize = (line: string): string => colour(io, io.stdout, 'bold', line);
  io.stdout.write(flags.json ? `${JSON.stringify(receipt)}\n` : `${receiptText(receipt, { width, emphasize })}\n`);
}
