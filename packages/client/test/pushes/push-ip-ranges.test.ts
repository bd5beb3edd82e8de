import { describe, expect, test } from 'vitest';
import { isIpInRanges, pushIpRanges } from '../../src/pushes/push-ip-ranges.ts';

const { production, testing } = pushIpRanges;

describe('isIpInRanges()', () => {
  test.each([
    '91.195.150.0',
    '91.195.150.17',
    '91.195.151.255',
    '::ffff:91.195.150.1',
    '::FFFF:91.195.151.0',
    '0:0:0:0:0:ffff:91.195.150.1',
    '::ffff:5bc3:9601',
  ])('the address %s is in the production range', (address) => {
    expect(isIpInRanges(address, [testing, production])).toBe(true);
  });

  test.each([
    '91.195.149.255',
    '91.195.152.0',
    '46.243.73.1',
    '::ffff:91.195.152.0',
    '::ffff:5bc3:9800',
    '::1',
    '2001:db8::91.195.150.1',
    '91.195.150',
    '91.195.150.1.1',
    '91.195.150.256',
    '91.195.150.01',
    '091.195.150.1',
    '91.195.150.1:443',
    '91.195.150.1, 10.0.0.1',
    ' 91.195.150.1',
    '0x5b.195.150.1',
    '1539544577',
    '',
    undefined,
  ])('the value %j is not in the production range', (address) => {
    expect(isIpInRanges(address, [production])).toBe(false);
  });

  test.each([
    { from: '10.0.0.2', to: '10.0.0.1' },
    { from: '10.0.0.0/8', to: '10.0.0.1' },
  ])('the invalid range %j throws a TypeError', (range) => {
    expect(() => isIpInRanges('10.0.0.1', [range])).toThrow(TypeError);
  });
});
