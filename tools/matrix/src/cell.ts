import type { Consumer } from './consumer.ts';
import type { SandboxForCells } from './sandbox-for-cells.ts';

/** What a cell runs with. */
export interface Context {
  readonly consumer: Consumer;
  readonly sandbox: SandboxForCells;
}

/** One square of the matrix: the packed packages in one place where people use them. */
export interface Cell {
  /** Such as `runtimes`. `pnpm matrix GROUP` runs the cells of a group. */
  readonly group: string;
  /** Such as `Node 24, ESM`. */
  readonly name: string;
  /** Whether the cell is part of `--smoke`, which a release runs. */
  readonly isSmoke?: boolean;
  /** The least version of something that the packages support, if this cell is the one that tests it. */
  readonly least?: { readonly of: string; readonly version: string };
  /** Why the cell cannot run on this machine. */
  readonly missing?: string | undefined;
  /**
   * @returns What was run and seen, in a few words.
   * @throws Error when something is not as it has to be.
   */
  readonly run: (context: Context) => Promise<CellResult> | CellResult;
}

export interface CellResult {
  /** What was run, such as `11 scenarios` or `23.1 kB`. */
  readonly seen: string;
  /** What differs from place to place, for the tables of `docs/compatibility.md`: value by column. */
  readonly facts?: Readonly<Record<string, string>>;
}

/** How a cell ended. */
export interface Finished {
  readonly cell: Cell;
  readonly state: 'green' | 'red' | 'skipped';
  /** What was seen, why it failed, or why it was skipped. */
  readonly text: string;
  readonly facts: Readonly<Record<string, string>>;
  readonly milliseconds: number;
}
