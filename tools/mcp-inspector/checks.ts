/** One start of the inspector: flags of the server, flags of the inspector, and what it must print. */
export interface Check {
  readonly title: string;
  readonly server: readonly string[];
  readonly inspector: readonly string[];
  readonly prints: RegExp;
  /** What the inspector ends with: 5 is the result of a tool that is an error. @default 0 */
  readonly code?: number;
}

const call = (tool: string, ...args: string[]): string[] => [
  '--method',
  'tools/call',
  '--tool-name',
  tool,
  ...args.flatMap((arg) => ['--tool-arg', arg]),
];
const OWN_TOOLS = ['--resources', 'smart.transactions,payment.transactions,payment.mandates', '--allow-writes'];
const BODY = 'body={"basket_info":{"sum":1995,"currency":"EUR"}}';

export const CHECKS: readonly Check[] = [
  {
    title: 'the general tools are portable',
    server: [],
    inspector: ['--method', 'tools/list', '--strict'],
    prints: /"run_read_operation"/,
  },
  {
    title: 'tools of operations are portable',
    server: OWN_TOOLS,
    inspector: ['--method', 'tools/list', '--strict'],
    prints: /"smart_transactions_create"/,
  },
  {
    title: 'all operations as tools are portable',
    server: [
      '--resources',
      'cardprocessing,document,general,loyalty,payment,prepaid,public,services,smart',
      '--allow-writes',
    ],
    inspector: ['--method', 'tools/list', '--strict'],
    prints: /"loyalty_merchantCards_list"/,
  },
  {
    title: 'an operation is found',
    server: [],
    inspector: call('find_operations', 'query=smart transactions'),
    prints: /smart\.transactions\.list/,
  },
  {
    title: 'an operation is described',
    server: [],
    inspector: call('describe_operation', 'operation=smart.transactions.create'),
    prints: /basket_info/,
  },
  {
    title: 'a list is read',
    server: [],
    inspector: call(
      'run_read_operation',
      'operation=smart.transactions.list',
      'arguments={"count":1,"fields":["status"]}',
    ),
    prints: /\\"outcome\\":\\"done\\"/,
  },
  {
    title: 'a tool of an operation reads',
    server: OWN_TOOLS,
    inspector: call('smart_transactions_list', 'count=1'),
    prints: /\\"outcome\\":\\"done\\"/,
  },
  {
    title: 'a write is done on the sandbox',
    server: OWN_TOOLS,
    inspector: call('smart_transactions_create', BODY),
    prints: /\\"status\\":\\"created\\"/,
  },
  {
    title: 'a write is rejected without --allow-writes',
    server: [],
    inspector: call(
      'run_read_operation',
      'operation=smart.transactions.create',
      `arguments={${JSON.stringify('body')}:{}}`,
    ),
    prints: /\\"outcome\\":\\"not-done\\"/,
    code: 5,
  },
  {
    title: 'what the spec does not allow is rejected',
    server: OWN_TOOLS,
    inspector: call('smart_transactions_get', 'smartTransactionId=PCI_1'),
    prints: /begins with STX_/,
    code: 5,
  },
  {
    title: 'the resources are listed',
    server: [],
    inspector: ['--method', 'resources/list'],
    prints: /secuconnect:\/\/operations/,
  },
  {
    title: 'the resource is read',
    server: [],
    inspector: ['--method', 'resources/read', '--uri', 'secuconnect://operations'],
    prints: /smart\.transactions\.get: Read a Smart Transaction/,
  },
];
