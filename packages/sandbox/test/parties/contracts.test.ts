import { describe, expect, test } from 'vitest';
import { ApiException } from '../../src/engine/exception.ts';
import {
  adoptContract,
  assertApproved,
  contractPushUrl,
  CONTRACTS,
  noteOnContract,
} from '../../src/parties/contracts.ts';
import { engineParts } from '../engine/engine-fixture.ts';

const OWN = {
  object: CONTRACTS,
  id: 'GCR_OWN',
  id_old: 1,
  description: 'Own',
  merchant: { object: 'general.merchants', id: 'MRC_1', user: {} },
  pay_in_advance_account: { iban: 'DE02120300000000202051' },
};

function withOwn(pushUrl = '') {
  const parts = engineParts({ settings: { pushUrl } });
  parts.store.put(CONTRACTS, OWN);
  return parts;
}

describe('a contract that the sandbox does not know', () => {
  test('belongs to the own merchant from then on, with the settings of the own contract', () => {
    const parts = withOwn();
    const adopted = adoptContract(parts, 'GCR_MINE');
    expect(adopted).toMatchObject({
      id: 'GCR_MINE',
      description: null,
      merchant: { id: 'MRC_1' },
      approved: true,
      pay_in_advance_account: OWN.pay_in_advance_account,
    });
    expect(parts.store.get(CONTRACTS, 'GCR_MINE')).toEqual(adopted);
  });

  test('needs the id of a contract', () => {
    expect(() => adoptContract(withOwn(), 'STX_1')).toThrow(ApiException);
  });
});

test('a contract that was terminated is rejected, also as the own one', () => {
  const parts = withOwn();
  noteOnContract(parts, OWN.id, { terminated: true });
  for (const id of [undefined, 'me', OWN.id]) expect(() => adoptContract(parts, id)).toThrow('terminated');
});

test('only a contract that is known not to be approved is rejected, and not for tests', () => {
  const contract = { ...OWN, approved: false };
  expect(() => assertApproved(contract, false)).toThrow('not approved');
  expect(() => assertApproved(contract, true)).not.toThrow();
  expect(() => assertApproved(OWN, false)).not.toThrow();
});

test('pushes go to the address of the contract, or else to that of the settings, or nowhere', () => {
  const parts = withOwn('https://example.com/all');
  expect(contractPushUrl(parts, OWN.id)).toBe('https://example.com/all');
  noteOnContract(parts, OWN.id, { pushUrl: 'https://example.com/own' });
  expect(contractPushUrl(parts, OWN.id)).toBe('https://example.com/own');
  expect(contractPushUrl(withOwn(), OWN.id)).toBeUndefined();
});
