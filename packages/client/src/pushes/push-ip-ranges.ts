/** IPv4 addresses from one to another, both included. */
export interface IpRange {
  readonly from: string;
  readonly to: string;
}

/** Where the pushes of the platform come from. It may move: take a range only if you watch for refused pushes. */
export const pushIpRanges = {
  production: { from: '91.195.150.0', to: '91.195.151.255' },
  testing: { from: '46.243.73.0', to: '46.243.73.255' },
} as const satisfies Record<string, IpRange>;

/**
 * Whether an address is in one of the ranges. An IPv4 address may be written as IPv6 (`::ffff:91.195.150.1`), as servers with a socket for
 * both do. Anything else, such as a list of addresses or one with a port, is in no range.
 *
 * @throws TypeError when a range is none.
 */
export function isIpInRanges(address: string | undefined, ranges: readonly IpRange[]): boolean {
  const bounds = ranges.map(boundsOf);
  const number = address === undefined ? undefined : numberOf(address);
  return number !== undefined && bounds.some(([from, to]) => from <= number && number <= to);
}

function boundsOf({ from, to }: IpRange): [number, number] {
  const [low, high] = [numberOf(from), numberOf(to)];
  if (low === undefined || high === undefined || low > high) throw new TypeError(`${from}-${to} is not an IPv4 range.`);
  return [low, high];
}

/** `::ffff:` or its long form, before an IPv4 address in decimal or hexadecimal. */
const MAPPED = /^(?:::|(?:0{1,4}:){5})ffff:(?:([\d.]+)|([\da-f]{1,4}):([\da-f]{1,4}))$/i;

function numberOf(address: string): number | undefined {
  const [, decimal = address, high, low] = MAPPED.exec(address) ?? [];
  if (high && low) return Number.parseInt(high, 16) * 0x1_0000 + Number.parseInt(low, 16);
  const parts = decimal.split('.');
  // No leading zeros: some read them as octal, and then the same text is another address.
  const valid = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return valid ? parts.reduce((sum, part) => sum * 256 + Number(part), 0) : undefined;
}
