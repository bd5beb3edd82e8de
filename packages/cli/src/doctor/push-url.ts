import { BlockList, isIP } from 'node:net';
import { lookup } from 'node:dns/promises';
import { pushKeysFromEnv, verifyPushUrl } from '@secuconnect/client/pushes';
import type { Io } from '../console/io.ts';
import { withTimeout, type Finding } from './network.ts';

/** Addresses that only a computer or its network knows. */
const privateRanges = new BlockList();
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  privateRanges.addSubnet(network, prefix);
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  privateRanges.addSubnet(network, prefix, 'ipv6');

/** Whether pushes to a URL would arrive and be accepted. No push is sent. */
export async function checkPushUrl(url: string, io: Io): Promise<Finding[]> {
  if (!URL.canParse(url)) return [{ check: 'push URL', status: 'failed', detail: `${url} is not a URL.` }];
  return [await signature(url, io), await address(new URL(url)), await reachability(url, io)];
}

async function signature(url: string, { env }: Io): Promise<Finding> {
  const check = 'push sign';
  if (!env['SECUCONNECT_PUSH_KEYS'])
    return { check, status: 'warning', detail: 'SECUCONNECT_PUSH_KEYS is not set: the signature was not checked.' };
  const result = await verifyPushUrl(url, pushKeysFromEnv(env));
  if (result.valid) return { check, status: 'ok', detail: 'The URL is signed with one of your keys.' };
  return {
    check,
    status: 'failed',
    detail: `The URL has a problem: ${result.reason}.`,
    next: 'secuconnect sign-url signs it.',
  };
}

/** A push comes from the internet: an address of this network is not reached. */
async function address({ hostname, protocol }: URL): Promise<Finding> {
  const check = 'push host';
  const host = hostname.replace(/^\[|\]$/g, '');
  try {
    const { address: ip } = isIP(host) ? { address: host } : await lookup(host);
    const next = 'Use a tunnel, or the sandbox, for tests on this computer.';
    if (privateRanges.check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4'))
      return { check, status: 'warning', detail: `${host} is ${ip}, which Secuconnect cannot reach.`, next };
    if (protocol !== 'https:')
      return { check, status: 'warning', detail: `${host} is public, but the URL is not https.` };
    return { check, status: 'ok', detail: `${host} is ${ip}.` };
  } catch (error) {
    return { check, status: 'failed', detail: (error as Error).message };
  }
}

async function reachability(url: string, { signal }: Io): Promise<Finding> {
  const check = 'push server';
  try {
    // Not a POST, which a receiver would take for a push.
    const response = await fetch(url, {
      method: 'HEAD',
      redirect: 'manual',
      signal: withTimeout(signal),
    });
    if (response.status >= 300 && response.status < 400)
      return { check, status: 'warning', detail: `It redirects (${response.status}). A push is not redirected.` };
    const status = response.status < 500 ? 'ok' : 'failed';
    return { check, status, detail: `It responds to this computer (status ${response.status} for HEAD).` };
  } catch (error) {
    const { message, cause } = error as Error & { cause?: Error };
    return { check, status: 'failed', detail: `It cannot be reached from this computer: ${cause?.message ?? message}` };
  }
}
