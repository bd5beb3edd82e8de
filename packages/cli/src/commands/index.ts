import type { Command } from 'commander';
import type { Io } from '../console/io.ts';

/** A command that is not an operation: what lists show of it, and how to load the rest. */
export interface BuiltIn {
  readonly summary: string;
  /** For scripts only. */
  readonly isHidden?: true;
  readonly load: () => Promise<{ define: (command: Command, io: Io) => void }>;
}

export const builtIns: Readonly<Record<string, BuiltIn>> = {
  login: { summary: 'Keep credentials on this computer', load: () => import('./login.ts') },
  logout: { summary: 'Forget credentials', load: () => import('./logout.ts') },
  doctor: { summary: 'Look for what keeps calls from working', load: () => import('./doctor.ts') },
  sandbox: { summary: 'Run a Secuconnect on this computer', load: () => import('./sandbox.ts') },
  trigger: { summary: 'Let a payer, a bank or the platform act, in a sandbox', load: () => import('./trigger.ts') },
  replay: { summary: 'Send a push of a sandbox again', load: () => import('./replay.ts') },
  listen: { summary: 'Deliver pushes to a receiver on this computer', load: () => import('./listen.ts') },
  export: { summary: 'Export transactions to a file, resumable', load: () => import('./export.ts') },
  receipt: { summary: 'Print a receipt as text', load: () => import('./receipt.ts') },
  'sign-url': { summary: 'Sign a push URL', load: () => import('./sign-url.ts') },
  'verify-url': { summary: 'Verify a signed push URL', load: () => import('./verify-url.ts') },
  mcp: { summary: 'Serve the API to AI assistants (Model Context Protocol)', load: () => import('./mcp.ts') },
  completion: { summary: 'Print the completion script of a shell', load: () => import('./completion.ts') },
  complete: { summary: 'Print what may follow', isHidden: true, load: () => import('./complete.ts') },
};

/** The names of the commands that a person calls. */
export const visibleBuiltIns = (): string[] => Object.keys(builtIns).filter((name) => !builtIns[name]!.isHidden);
