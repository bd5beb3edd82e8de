/** IPv4 addresses from one to another, both included. */
export interface IpRange {
  readonly from: string;
  readonly to: string;
}

/** Where the API's pushes come from. The ranges may change: allow only these if you monitor rejected pushes. */
export const pushIpRanges = {
  production: { from: '91.195.150.0', to: '91.195.151.255' },
  testing: { from: '46.243.73.0', to: '46.243.73.255' },
} as const satisfies Record<string, IpRange>;

/**
 * Whether an IP address is in one of the ranges.
 *
 * @param address IPv4, also written as IPv6 (`::ffff:91.195.150.1`), as servers with one socket for both do. Anything else, such as a list of
 * addresses or an address with a port, is in no range.
 * @throws TypeError when a range is not an IPv4 range.
 */
export function isIpInRanges(address: string | undefined, ranges: readonly IpRange[]): boolean {
  const bounds = ranges.map(parseRange);
  // From JavaScript, also `null`, as `Headers.get` returns it.
  const number = typeof address === 'string' ? parseIpv4(address) : undefined;
  return number !== undefined && bounds.some(([from, to]) => from <= number && number <= to);
}

function parseRange({ from, to }: IpRange): [number, number] {
  const [low, high] = [parseIpv4(from), parseIpv4(to)];
  if (low === undefined || high === undefined || low > high) throw new TypeError(`${from}-${to} is not an IPv4 range.`);
  return [low, high];
}

/** `::ffff:` or its long form, before an IPv4 address in decimal or hexadecimal. */
const IPV4_MAPPED = /^(?:::|(?:0{1,4}:){5})ffff:(?:([\d.]+)|([\da-f]{1,4}):([\da-f]{1,4}))$/i;

/** An address as a number; `undefined` when it is not IPv4. */
function parseIpv4(address: string): number | undefined {
  const [, decimal = address, high, low] = IPV4_MAPPED.exec(address) ?? [];
  if (high && low) return Number.parseInt(high, 16) * 0x1_0000 + Number.parseInt(low, 16);
  const parts = decimal.split('.');
  // No leading zeros: some parsers read them as octal, and get another address.
  const isValid = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isValid ? parts.reduce((sum, part) => sum * 256 + Number(part), 0) : undefined;
}
