import { open, readFile, rm, truncate, type FileHandle } from 'node:fs/promises';
import { CliError, UsageError } from '../cli-error.ts';
import { replaceFile } from '../replace-file.ts';
import type { ForwardedPush, SourceMemory } from './push-source.ts';

/** From where to where pushes go. A journal is only for the same way. */
export interface ListenPlan {
  readonly source: string;
  readonly receiver: string;
  readonly events: readonly string[] | null;
}

/** A line of the journal: its first one, what was read, or the id of an event that was delivered. */
type Line =
  | { readonly plan: ListenPlan }
  | { readonly change: unknown; readonly pushes: readonly ForwardedPush[] }
  | { readonly done: string };

/** After so many lines, what is over is removed. */
const COMPACT_AFTER_LINES = 5_000;

/**
 * The checkpoint: each line is one step, added to the end. A killed process leaves at most half of a line, which is cut off. A push is in the journal before
 * it is sent, and leaves it after it was accepted, so that it may be sent again, but is never lost.
 */
export class Journal {
  readonly #path: string;
  readonly #plan: ListenPlan;
  readonly #memory: SourceMemory;
  #waiting: ForwardedPush[] = [];
  #file: FileHandle | undefined;
  #lines = 0;
  #tail: Promise<void> = Promise.resolve();

  constructor(path: string, plan: ListenPlan, memory: SourceMemory) {
    this.#path = path;
    this.#plan = plan;
    this.#memory = memory;
  }

  /**
   * Opens the file, and tells the source what an earlier process has kept.
   *
   * @returns The pushes that were read and not delivered.
   * @throws UsageError when the file belongs to another plan; CliError when it is not a journal.
   */
  async open({ restart = false } = {}): Promise<readonly ForwardedPush[]> {
    if (restart) await rm(this.#path, { force: true });
    const lines = await this.#read();
    const [first, ...steps] = lines;
    if (!first) await replaceFile(this.#path, textOf({ plan: this.#plan }));
    else if (!('plan' in first)) throw this.#damaged();
    else if (JSON.stringify(first.plan) !== JSON.stringify(this.#plan))
      throw new UsageError(
        `${this.#path} was begun with other options.`,
        'Use the same ones, or start again with --restart.',
      );
    for (const step of steps) {
      if ('done' in step) this.#remove(step.done);
      else if ('change' in step) {
        this.#memory.apply(step.change);
        this.#waiting.push(...step.pushes);
      }
    }
    this.#lines = lines.length;
    this.#file = await open(this.#path, 'a', 0o600);
    return [...this.#waiting];
  }

  /** Applies and keeps what was read. When this resolves, it is on the disk. */
  keep(change: unknown, pushes: readonly ForwardedPush[]): Promise<void> {
    return this.#inTurn(async () => {
      this.#memory.apply(change);
      this.#waiting.push(...pushes);
      await this.#append({ change, pushes });
      await this.#file!.datasync();
    });
  }

  /** Keeps that an event was delivered. After a power failure, it may be delivered again. */
  done(eventId: string): Promise<void> {
    return this.#inTurn(async () => {
      this.#remove(eventId);
      await this.#append({ done: eventId });
    });
  }

  async close(): Promise<void> {
    await this.#tail;
    await this.#file?.close();
  }

  async #append(line: Line): Promise<void> {
    if (this.#lines >= COMPACT_AFTER_LINES) {
      const lines = [{ plan: this.#plan }, { change: this.#memory.snapshot(), pushes: this.#waiting }];
      await replaceFile(this.#path, lines.map(textOf).join(''));
      await this.#file!.close();
      this.#file = await open(this.#path, 'a', 0o600);
      this.#lines = lines.length;
      return;
    }
    await this.#file!.appendFile(textOf(line));
    this.#lines++;
  }

  #remove(eventId: string): void {
    this.#waiting = this.#waiting.filter(({ event }) => event.id !== eventId);
  }

  /** Writes go one after the other. */
  #inTurn(write: () => Promise<void>): Promise<void> {
    const written = this.#tail.then(write);
    this.#tail = written.catch(() => undefined);
    return written;
  }

  async #read(): Promise<Line[]> {
    const text = await readFile(this.#path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw new CliError(`${this.#path} cannot be read: ${error.message}.`);
      return '';
    });
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    if (text !== '' && whole === '') throw this.#damaged();
    if (whole.length < text.length) await truncate(this.#path, Buffer.byteLength(whole));
    try {
      return whole
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line);
    } catch {
      throw this.#damaged();
    }
  }

  #damaged(): CliError {
    return new CliError(`${this.#path} is not a checkpoint of listen.`, undefined, 'Start again with --restart.');
  }
}

const textOf = (line: Line): string => `${JSON.stringify(line)}\n`;
