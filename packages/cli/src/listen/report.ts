import { colour } from '../console/colours.ts';
import { write, type Io } from '../console/io.ts';
import type { Delivery } from './delivery-queue.ts';

/** What is printed: one line per attempt, as text or JSON. */
export class Report {
  readonly #io: Io;
  readonly #asJson: boolean;
  #delivered = 0;
  #failed = 0;

  constructor(io: Io, asJson: boolean) {
    this.#io = io;
    this.#asJson = asJson;
  }

  ready(source: string, receiver: string, waiting: number, checkpoint: string): void {
    const rest = waiting === 0 ? '' : ` ${pushes(waiting)} from before ${waiting === 1 ? 'waits' : 'wait'}.`;
    this.#print(
      { listening: { source, receiver, waiting, checkpoint } },
      `Pushes of ${source} go to ${receiver}.${rest} Ctrl-C ends it.`,
    );
  }

  async delivery({ push, result, isDelivered, ms, attempt, retryIn }: Delivery): Promise<void> {
    if (isDelivered) this.#delivered++;
    else this.#failed++;
    const { id: event, target, type, data } = push.event;
    const id = data[0]?.id ?? '';
    const now = new Date();
    const retry = retryIn === undefined ? {} : { retry_in_ms: retryIn };
    const line = { time: now.toISOString(), target, type, id, event, ...result, ms, attempt, ...retry };
    if (this.#asJson) return write(this.#io.stdout, `${JSON.stringify(line)}\n`);
    const outcome = 'status' in result ? String(result.status) : result.error;
    const coloured = colour(this.#io, this.#io.stdout, isDelivered ? 'green' : 'red', outcome);
    const next = retryIn === undefined ? '' : `  next attempt in ${(retryIn / 1000).toFixed(1)} s`;
    const time = now.toLocaleTimeString('en-GB');
    return write(this.#io.stdout, `${time}  ${target}  ${id}  ${coloured}  ${ms} ms  ${event}${next}\n`);
  }

  notice(sentence: string): void {
    this.#io.stderr.write(this.#asJson ? `${JSON.stringify({ notice: sentence })}\n` : `${sentence}\n`);
  }

  summary(waiting: number): void {
    const rest = waiting === 0 ? 'none waits' : `${waiting === 1 ? '1 waits' : `${waiting} wait`} for the next start`;
    this.#print(
      { summary: { delivered: this.#delivered, failed_attempts: this.#failed, waiting } },
      `${pushes(this.#delivered)} delivered, ${this.#failed} failed attempts, ${rest}.`,
    );
  }

  #print(object: object, sentence: string): void {
    this.#io.stdout.write(this.#asJson ? `${JSON.stringify(object)}\n` : `${sentence}\n`);
  }
}

const pushes = (count: number): string => (count === 1 ? '1 push' : `${count} pushes`);
