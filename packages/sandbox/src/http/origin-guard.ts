import type { Incoming } from './exchange.ts';

/** Names that always mean the own computer. */
const LOOPBACK = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;
/** Name and port of a server, and nothing else that a URL may have. */
const HOST = /^(?:\[[\da-f:.]+\]|[^\s/?#@\\:[\]]+)(?::\d{0,5})?$/i;

export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname.toLowerCase());

/**
 * Rejects what a page of another site sends through the browser of who runs the sandbox: its name in `Origin`, or, after a change of its
 * address (DNS rebinding), in `Host`. What pages load without an `Origin`, such as images, browsers mark with `Sec-Fetch-Site`; only links
 * may lead here from everywhere.
 *
 * @param allowed Further host names, such as that of the computer in a network.
 * @returns Why the request is rejected; `undefined` if it is not.
 */
export function rejection(request: Pick<Incoming, 'header'>, allowed: readonly string[]): string | undefined {
  const isKnown = (hostname: string): boolean => isLoopback(hostname) || allowed.some((one) => sameName(one, hostname));
  const host = request.header('host') ?? '';
  if (!isKnown(hostnameOf(host)))
    return `The sandbox does not answer for the host ${host}. If it is yours, allow it with --host-name or \`hostNames\`.`;
  const origin = request.header('origin');
  if (origin === null) return isLoadedByAnotherSite(request) ? FROM_ANOTHER_SITE : undefined;
  const [, originHost = ''] = /^[a-z][a-z\d+.-]*:\/\/(.*)$/i.exec(origin) ?? [];
  if (isKnown(hostnameOf(originHost))) return undefined;
  return `The sandbox does not answer to pages of ${origin}. If they are yours, allow their host with --host-name or \`hostNames\`.`;
}

const FROM_ANOTHER_SITE = 'The sandbox does not answer to pages of other sites.';

const isLoadedByAnotherSite = (request: Pick<Incoming, 'header'>): boolean =>
  request.header('sec-fetch-site') === 'cross-site' && request.header('sec-fetch-mode') !== 'navigate';

const sameName = (one: string, hostname: string): boolean => hostname !== '' && hostnameOf(one) === hostname;

/** In lower case, without the port and the dot of a full name; empty for what is no host. */
function hostnameOf(host: string): string {
  const url = `http://${host}`;
  if (!HOST.test(host) || !URL.canParse(url)) return '';
  return new URL(url).hostname.replace(/\.$/, '');
}
