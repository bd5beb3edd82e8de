import type { Command } from 'commander';
import type { Io } from '../console/io.ts';

/** A command that is not an operation: what lists show of it, and how to load the rest. */
export interface BuiltIn {
  readonly summary: string;
  readonly load: () => Promise<{ define: (command: Command, io: Io) => void }>;
}

export const builtIns: Readonly<Record<string, BuiltIn>> = {};
