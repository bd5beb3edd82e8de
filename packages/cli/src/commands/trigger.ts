import type { Command } from 'commander';
import { UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';
import type { TargetFlags } from '../settings/target.ts';
import { controlSandbox } from './sandbox-control.ts';
import { targetOptions } from './target-options.ts';

interface Flags extends TargetFlags {
  readonly method: string;
  readonly amount?: string;
  readonly json?: boolean;
}

const AT_CHECKOUT = ['approve', 'decline', 'abort'];

export const define = (command: Command, io: Io): void => {
  targetOptions(command.argument('<id>', 'STX_… or PCI_…').argument('<event>', 'what happens'))
    .option('--method <name>', 'how the payer pays at the checkout', 'debit')
    .option('--amount <number>', 'of a transfer, in minor units')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
For a Smart Transaction, the payer uses the hosted checkout: ${AT_CHECKOUT.join(', ')}.
For a payment, a transfer arrives (transfer), or it takes a step that its state allows, such as
charge-back. The pushes follow by themselves; the guide on the sandbox has all steps.`,
    )
    .action((id: string, event: string, flags: Flags) => trigger(id, event, flags, io));
};

async function trigger(id: string, event: string, flags: Flags, io: Io): Promise<void> {
  const [path, body] = requestFor(id, event, flags);
  const answer = await controlSandbox(flags, io, path, body);
  io.stdout.write(flags.json ? `${JSON.stringify(answer)}\n` : `${event} has happened to ${id}.\n`);
}

function requestFor(id: string, event: string, { method, amount }: Flags): [path: string, body: object] {
  const name = encodeURIComponent(id);
  if (id.startsWith('STX_')) {
    if (AT_CHECKOUT.includes(event)) return [`checkout/${name}`, { method, result: event }];
    throw new UsageError(`${event} cannot happen to a Smart Transaction.`, `Known are: ${AT_CHECKOUT.join(', ')}.`);
  }
  if (!id.startsWith('PCI_')) throw new UsageError(`${id} is not the id of a Smart Transaction or a payment.`);
  if (event !== 'transfer') return [`payments/${name}/steps`, { step: event }];
  if (amount !== undefined && !/^\d+$/.test(amount)) throw new UsageError(`--amount ${amount} is not a whole number.`);
  return [`payments/${name}/transfer`, amount === undefined ? {} : { amount: Number(amount) }];
}
