import type { Readable } from 'node:stream';
import { terminated } from './failures.ts';
import { IncomingBody } from './incoming-body.ts';

/**
 * The body that a stream delivers.
 *
 * @param onEnd Called once, when the last byte has arrived or none will.
 * @param whenFree Called after the last byte. Calls back when the body may end.
 */
export function bodyOfStream(
  stream: Readable,
  onEnd: () => void,
  whenFree: (end: () => void) => void = (end) => end(),
): IncomingBody {
  const body = new IncomingBody(stream, onEnd);
  stream.on('data', (chunk: Buffer) => body.push(chunk));
  stream.on('end', () => whenFree(() => body.complete()));
  stream.on('error', (failure: Error) => body.fail(terminated(failure)));
  return body;
}
