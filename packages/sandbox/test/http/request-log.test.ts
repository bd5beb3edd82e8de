import { expect, test } from 'vitest';
import { RequestLog } from '../../src/http/request-log.ts';

test('the log keeps the latest thousand requests', () => {
  const log = new RequestLog();
  for (let status = 0; status < 1005; status += 1) log.add({ at: '', method: 'GET', target: '/', status });
  expect(log.list()).toHaveLength(1000);
  expect(log.list().at(0)?.status).toBe(5);
  expect(log.list().at(-1)?.status).toBe(1004);
  log.clear();
  expect(log.list()).toEqual([]);
});
