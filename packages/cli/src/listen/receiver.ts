import { pushKeysFromEnv, signPushUrl } from '@secuconnect/client/pushes';
import { UsageError } from '../cli-error.ts';
import type { Io } from '../console/io.ts';
import type { ForwardedPush } from './push-source.ts';

/** Where pushes go. */
export interface Receiver {
  /** For sentences: without the query, which may be a signature. */
  readonly label: string;
  readonly urlFor: (push: ForwardedPush) => Promise<string>;
}

/**
 * Reads the URL of a receiver. Its query stays as it is.
 *
 * @param sign Whether each push gets a URL that is signed with the first key of the environment, and the reference that its object has.
 * @throws UsageError for what is not a URL; TypeError for keys that are missing or not valid, and a URL that is signed already.
 */
export async function receiverAt(written: string, sign: boolean, io: Io): Promise<Receiver> {
  const text = /^\w+:\/\//.test(written) ? written : `http://${written}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new UsageError('--forward-to is not a URL.', 'Write it as http://localhost:3000/pushes.');
  if (url.username || url.password) throw new UsageError('--forward-to must not contain a password.');
  url.hash = '';
  const label = `${url.origin}${url.pathname}`;
  if (!sign) return { label, urlFor: async () => url.href };
  const keys = pushKeysFromEnv(io.env);
  const urlFor = ({ reference }: Pick<ForwardedPush, 'reference'>): Promise<string> =>
    signPushUrl(url, { keys, reference });
  // What cannot be signed shows now, and not at the first push.
  await urlFor({});
  return { label, urlFor };
}
