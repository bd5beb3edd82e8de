import type { Group } from '../classes-table.ts';
import { response, documentOf, integer, model, object, operations, row } from '../documents.ts';

const page = object({ count: integer, data: { type: 'array', items: model('Thing') } }, 'count', 'data');
const lists = (operation: object) =>
  documentOf({ responses: { 200: response(page) }, ...operation }, { Thing: object({ id: integer }) });
const calls = `await call();`;
const waits = (value: unknown) => ({ 'x-waits-for-terminal': value });
const settled = (rule: object) => ({
  'x-settle': { description: 'One.', read: 'shop.things.get', notDone: 'otherwise', hidden: 180, ...rule },
});
const cannot = { 'x-settle': { cannot: 'Nothing shows it.' } };

export const behaviour: Group = {
  title: 'Extensions that change the client',
  why: 'The client sends safe calls again after a failure of unknown effect, so that a call that becomes safe may take place twice. A list can be iterated, and is a call that returns the first page nevertheless. A call that waits for a terminal has a longer timeout and no retries. By the rules of a write, `settle` finds out whether it took effect.',
  rows: [
    row(
      '`x-safe` false → true',
      operations({}, { 'x-safe': true }),
      calls,
      'breaking (wire): call is safe now (x-safe false → true): the client may send it twice',
    ),
    row(
      '`x-safe` true → false',
      operations({ 'x-safe': true }, {}),
      calls,
      'additive: call is no longer safe (x-safe true → false): the client sends it again only if it had no effect',
    ),
    row(
      '`x-paging` is new',
      [lists({}), lists({ 'x-paging': 'list' })],
      `const { data } = await call(); store<number>(data.length);`,
      'additive: call is a list now (x-paging): it can be iterated',
    ),
    row(
      '`x-paging` is removed',
      [lists({ 'x-paging': 'list' }), lists({})],
      `for await (const { id } of call()) store(id);`,
      'breaking (types): call is no longer a list (x-paging): it cannot be iterated',
    ),
    row(
      '`x-waits-for-terminal` is new',
      operations({}, waits(true)),
      calls,
      'unclear: call waits for a terminal now (x-waits-for-terminal): the client waits longer, and does not retry',
    ),
    row(
      '`x-waits-for-terminal` is removed',
      operations(waits(true), {}),
      calls,
      'breaking (wire): call no longer waits for a terminal (x-waits-for-terminal): the client gives up sooner, and retries',
    ),
    row(
      '`x-waits-for-terminal` has other values',
      operations(waits(true), waits({ method: ['card'] })),
      calls,
      'unclear: call waits for a terminal in other cases (x-waits-for-terminal)',
    ),
    row(
      '`x-settle` gets a rule',
      operations(cannot, settled({ gone: true })),
      calls,
      'additive: call can be settled now (x-settle)',
    ),
    row(
      '`x-settle` loses its rule',
      operations(settled({ gone: true }), cannot),
      calls,
      'unclear: call cannot be settled any more (x-settle): a person has to find out whether it took effect',
    ),
    row(
      '`x-settle` has another rule',
      operations(settled({ gone: true }), settled({ gone: true, hidden: 240 })),
      calls,
      'unclear: call is settled by another rule (x-settle): it may be found out later, or in fewer cases',
    ),
    row(
      'a text of `x-settle`',
      operations(settled({ gone: true }), settled({ gone: true, description: 'Other.' })),
      calls,
      'cosmetic: call has another text of x-settle',
    ),
  ],
};
