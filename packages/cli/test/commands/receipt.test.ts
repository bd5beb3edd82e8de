import { expect, test } from 'vitest';
import { useServer } from '../sandbox.ts';
import { run } from '../terminal.ts';

const receipt = [
  { type: 'textline', value: { text: 'Example Coffee', decoration: ['important', 'align-center'] } },
  { type: 'name-value', value: { name: 'Summe', value: '19,95 EUR' } },
];
const server = useServer({
  objects: {
    'smart.transactions': [{ id: 'STX_PAPER', status: 'ok', receipt, receipt_merchant: [{ type: 'separator' }] }],
  },
});
const go = (...args: string[]) => run(['receipt', ...args], { env: server.env });

test('a receipt is printed as text, in the width of the paper', async () => {
  expect(await go('STX_PAPER', '--width', '20')).toEqual({
    code: 0,
    stdout: '   Example Coffee\nSumme      19,95 EUR\n',
    stderr: '',
  });
  expect((await go('STX_PAPER', '--merchant', '--width', '5')).stdout).toBe('-----\n');
  expect(JSON.parse((await go('STX_PAPER', '--json')).stdout)).toEqual(receipt);
});

test('what has no receipt, and what is no kind of receipt, is said', async () => {
  expect(await go('STX_4B7QWM9XKD2P6N8R1T5VW3Y7Z0A6C4')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('has no receipt') as unknown,
  });
  expect(await go('X_1')).toMatchObject({ code: 2, stderr: expect.stringContaining('--kind') as unknown });
  expect(await go('STX_PAPER', '--width', 'x')).toMatchObject({ code: 2 });
});
