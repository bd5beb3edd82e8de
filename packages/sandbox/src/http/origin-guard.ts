import type { Incoming } from './exchange.ts';

/** Names that always mean the own computer. */
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname.toLowerCase());

/**
 * Rejects what a page of another site sends through the browser of who runs the sandbox: its name in `Origin`, or, after a change of its
 * address (DNS rebinding), in `Host`.
 *
 * @param allowed Further host names, such as that of the computer in a network.
 * @returns Why the request is rejected; `undefined` if it is not.
 */
export function rejection(request: Pick<Incoming, 'header'>, allowed: readonly string[]): string | undefined {
  const isKnown = (hostname: string): boolean => isLoopback(hostname) || allowed.includes(hostname.toLowerCase());
  const host = request.header('host') ?? '';
  if (!isKnown(hostnameOf(`http://${host}`)))
    return `The sandbox does not answer for the host ${host}. If it is yours, allow it with --host-name or \`hostNames\`.`;
  const origin = request.header('origin');
  if (origin === null || isKnown(hostnameOf(origin))) return undefined;
  return `The sandbox does not answer to pages of ${origin}. If they are yours, allow their host with --host-name or \`hostNames\`.`;
}

/** Empty for what is not a URL, such as the origin `null`. */
const hostnameOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');
