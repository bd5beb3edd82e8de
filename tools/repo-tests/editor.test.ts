import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import document from '../../packages/api/openapi.json' with { type: 'json' };
import { operations } from '@secuconnect/client';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toolFile } from '../command-tools/tool-file.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
let folder: string;

beforeAll(() => {
  mkdirSync(join(root, '.cache'), { recursive: true });
  folder = mkdtempSync(join(root, '.cache/editor-'));
  const compilerOptions = {
    noEmit: true,
    strict: true,
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2022', 'dom', 'dom.iterable', 'dom.asynciterable'],
    types: [],
    skipLibCheck: true,
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const START = `import { Secuconnect } from '@secuconnect/client';\nconst secuconnect = new Secuconnect({ environment: 'testing', auth: { token: 't' } });\n`;

/** The number of type instantiations, which unlike the time is the same on every machine. */
function instantiations(program: string): number {
  writeFileSync(join(folder, 'use.ts'), program);
  const { stdout, status } = spawnSync(
    process.execPath,
    [toolFile('typescript'), '-p', folder, '--extendedDiagnostics'],
    { encoding: 'utf8' },
  );
  expect({ status, errors: stdout.match(/.*error TS.*/g) }).toEqual({ status: 0, errors: null });
  return Number(/^Instantiations:\s+(\d+)/m.exec(stdout)![1]);
}

const ids = Object.keys(operations);

/** A call of each operation with its path parameters only. Casts keep required bodies cheap. */
const calls = Object.entries(
  document.paths as Record<string, Record<string, { operationId?: string; requestBody?: unknown }>>,
).flatMap(([path, item]) =>
  Object.values(item).flatMap((operation) => {
    if (!operation.operationId) return [];
    // Some path parameters have a closed list of values.
    const values = [...path.matchAll(/{(\w+)}/g)].map(([, name]) => (name === 'thirdPartyName' ? `'paypal'` : `'x'`));
    return `await secuconnect.${operation.operationId}(${[...values, ...(operation.requestBody ? ['{} as never'] : [])].join(', ')});`;
  }),
);

describe('the compiler stays within its budget of type instantiations', () => {
  test('one call costs at most 50 more than an empty program', () => {
    const empty = instantiations(START);
    expect(
      instantiations(
        `${START}export const one = await secuconnect.smart.transactions.create({ basket_info: { sum: 1995, currency: 'EUR' } });`,
      ) - empty,
    ).toBeLessThanOrEqual(50);
  });

  test('one call with an id that is checked costs at most 100, and a hundred of them no more', () => {
    const gets = Array.from({ length: 100 }, (_, at) => `await secuconnect.smart.transactions.get('STX_${at}');`);
    const empty = instantiations(START);
    expect(instantiations(START + gets[0]!) - empty).toBeLessThanOrEqual(100);
    expect(instantiations(START + gets.join('\n')) - empty).toBeLessThanOrEqual(100);
  });

  test('a list with only strings in its query costs at most 200, because paths of the model are computed for typed queries only', () => {
    const empty = instantiations(START);
    for (const query of [`{ q: 'status:ok', sort: 'created:desc' }`, `{ fields: 'id,status', expand: 'true' }`]) {
      const list = `for await (const one of secuconnect.smart.transactions.list(${query})) console.log(one.id);`;
      expect(instantiations(START + list) - empty).toBeLessThanOrEqual(200);
    }
  });

  test('a hundred calls of different operations cost at most 2,000', () => {
    const hundred = calls.slice(0, 100);
    expect(instantiations(START + hundred.join('\n')) - instantiations(START)).toBeLessThanOrEqual(2_000);
  });
});

describe('the fake API stays within its budget of type instantiations', () => {
  const start = `import { createFakeApi, fixtures } from '@secuconnect/client/testing';\nconst fake = createFakeApi();\n`;

  test('one stubbed response costs at most 200', () => {
    const one = `fake.on('smart.transactions.create').reply(({ body }) => ({ object: '', id: '', basket_info: body.basket_info })).delay(5);`;
    expect(instantiations(start + one) - instantiations(start)).toBeLessThanOrEqual(200);
  });

  test('a stub of each operation costs at most 3,000', () => {
    const all = ids.map((id) => `fake.on('${id}').reply({} as never);`);
    expect(instantiations(start + all.join('\n')) - instantiations(start)).toBeLessThanOrEqual(3_000);
  });

  test('one fixture with deep overrides costs at most 500', () => {
    const one = `export const stx = fixtures.smartTransaction({ status: 'ok', customer: { contact: { address: { city: 'Pulsnitz' } } } });`;
    expect(instantiations(start + one) - instantiations(start)).toBeLessThanOrEqual(500);
  });
});

/** The errors of a program, and the declarations that the compiler emits for it. */
function compiled(program: string): { errors: string[]; declarations: string } {
  writeFileSync(join(folder, 'use.ts'), program);
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const emitting = { ...options, noEmit: false, declaration: true, emitDeclarationOnly: true };
  const compilation = ts.createProgram([join(folder, 'use.ts')], emitting);
  let declarations = '';
  compilation.emit(undefined, (_, text) => void (declarations += text));
  const errors = ts.getPreEmitDiagnostics(compilation);
  return { errors: errors.map((one) => ts.flattenDiagnosticMessageText(one.messageText, '\n')), declarations };
}

describe('types have names', () => {
  test('declarations that are inferred from calls name the models', () => {
    const { errors, declarations } = compiled(`${START}
export const load = () => secuconnect.smart.transactions.get('STX_1');
export const items = async () => (await secuconnect.smart.transactions.list()).data;
export const pay = () => secuconnect.payment.transactions.get('PCI_1');
export const container = () => secuconnect.payment.containers.create({});
export const status = async () => (await load()).status;`);
    expect(errors).toEqual([]);
    expect(declarations).toMatch(/load: .*ApiCall<.*\.SmartTransaction>/);
    expect(declarations).toMatch(/container: .*ApiCall<.*\.PaymentContainer>/);
    expect(declarations.trim().split('\n').length).toBeLessThanOrEqual(10);
  });

  test('an error about a field names the model and the field', () => {
    const { errors } = compiled(
      `${START}secuconnect.smart.transactions.create({ basket: { products: [{ priceOne: '5' }] } });`,
    );
    expect(errors).toEqual(["Type 'string' is not assignable to type 'number'."]);
    expect(compiled(`${START}secuconnect.smart.transactions.create({ bascet: {} });`).errors).toEqual([
      expect.stringContaining("'bascet' does not exist in type 'SmartTransactionInput'"),
    ]);
  });
});

describe('a union in a request', () => {
  const create = (body: string): string[] => compiled(`${START}secuconnect.payment.containers.create(${body});`).errors;

  test('accepts an object that was built in a variable', () => {
    const built = `const built = { type: 'bank_account', private: { iban: 'DE35' } };\n`;
    expect(compiled(`${START}${built}secuconnect.payment.containers.create(built);`).errors).toEqual([]);
    const delivery = `const delivery_options = { type: 'collection', code: '1' };\n`;
    const call = `secuconnect.smart.transactions.setDelivery('STX_1', { delivery_options });`;
    expect(compiled(START + delivery + call).errors).toEqual([]);
  });

  test('reports the field that is wrong, and one that is misspelt', () => {
    expect(create(`{ type: 'bank_account', private: { iban: 5 } }`)).toEqual([
      "Type 'number' is not assignable to type 'string'.",
    ]);
    expect(create(`{ type: 'bank_account', private: { ibam: '5' } }`)).toEqual([expect.stringContaining("'ibam'")]);
  });
});

describe('documented values', () => {
  const imports = `import type { KnownSmartTransactionStatus, SmartTransaction, SmartTransactions, SmartTransactionStatus } from '@secuconnect/client';\n`;

  test('have a closed type beside the open one', () => {
    const program = `${imports}
export const open: SmartTransactionStatus = 'a new one';
export const known: KnownSmartTransactionStatus = 'ok';
export const method: SmartTransactions.KnownStartPaymentMethod = 'debit';
export const labels = {} as Record<KnownSmartTransactionStatus, string>;
export const label = (one: SmartTransaction) => one.status && one.status in labels;`;
    expect(compiled(program).errors).toEqual([]);
    expect(compiled(`${imports}export const known: KnownSmartTransactionStatus = 'a new one';`).errors).toHaveLength(1);
    const missing = compiled(
      `${imports}export const labels: Record<KnownSmartTransactionStatus, string> = { ok: '' };`,
    );
    expect(missing.errors).toEqual([expect.stringContaining('missing the following properties')]);
  });
});

describe('an id', () => {
  const given = `${START}declare const stx: import('@secuconnect/client').SmartTransaction;
declare const pci: import('@secuconnect/client').PaymentTransaction;
declare const text: string;\n`;
  const errorsOf = (code: string): string[] => compiled(given + code).errors;

  test('of another kind is an error, and so is a literal with its prefix in a path', () => {
    const wrong = [
      'secuconnect.payment.transactions.get(stx.id);',
      "secuconnect.payment.transactions.get('STX_1');",
      "secuconnect.payment.transactions.cancel('PCT_1', {});",
      'secuconnect.payment.transactions.cancel(pci.id, { container_id: stx.id });',
      'secuconnect.smart.transactions.get(pci.id);',
      "secuconnect.smart.transactions.start('PCI_1', 'debit');",
      "secuconnect.payment.payouts.get('PCI_1');",
      'secuconnect.payment.containers.get(pci.id);',
      'secuconnect.payment.customers.get(pci.id);',
      "secuconnect.payment.contracts.get('MRC_1');",
      'secuconnect.smart.transactions.findByPaymentTransaction(stx.id);',
      'secuconnect.general.stores.get(stx.id);',
      "refund(secuconnect, 'STX_1');",
      'waitForStatus(secuconnect, pci.id);',
    ];
    const flows = `import { refund, waitForStatus } from '@secuconnect/client/flows';\n`;
    const found = errorsOf([...wrong, flows].join('\n'));
    expect(found).toEqual(
      wrong.map(() => expect.stringMatching(/is not assignable to (parameter of )?type '.*[A-Z]{3}/)),
    );
  });

  test('may be a string, an id of the same kind, `me`, or one without a known prefix', () => {
    const valid = `
secuconnect.payment.transactions.get(text);
secuconnect.payment.transactions.get(pci.id);
secuconnect.payment.transactions.get('PCI_1');
secuconnect.payment.transactions.get('asfzhiosghrq3716518');
secuconnect.payment.transactions.get('asfzhiosghrq_14251592');
secuconnect.payment.transactions.get(\`PCI_\${text}\`);
secuconnect.payment.transactions.cancel(text, { container_id: text });
secuconnect.payment.contracts.get('PCR_1');
secuconnect.smart.transactions.diagnosis('me');
for (const id of ['PCI_1', 'PCI_2']) secuconnect.payment.transactions.get(id);
export const plain: string = stx.id;
export const model: Pick<typeof stx, 'id'> = { id: text };
export const loader: (id: string) => PromiseLike<{ id: string }> = (id) => secuconnect.payment.transactions.get(id);`;
    expect(errorsOf(valid)).toEqual([]);
  });
});

describe('editors show and complete the API', () => {
  const file = (): string => join(folder, 'use.ts');

  function serviceFor(program: string): ts.LanguageService {
    writeFileSync(file(), program);
    const options = ts.parseJsonConfigFileContent(
      ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile).config,
      ts.sys,
      folder,
    ).options;
    return ts.createLanguageService({
      getScriptFileNames: () => [file()],
      getScriptVersion: () => '1',
      getScriptSnapshot: (path) =>
        ts.sys.fileExists(path) ? ts.ScriptSnapshot.fromString(ts.sys.readFile(path)!) : undefined,
      getCurrentDirectory: () => folder,
      getCompilationSettings: () => options,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      fileExists: ts.sys.fileExists,
      readFile: ts.sys.readFile,
      directoryExists: ts.sys.directoryExists,
    });
  }

  /** The text that an editor shows for the last name in a program. */
  function hover(program: string, name: string): string {
    const service = serviceFor(program);
    const info = service.getQuickInfoAtPosition(file(), program.lastIndexOf(name))!;
    const tags = (info.tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`);
    return [ts.displayPartsToString(info.displayParts), ts.displayPartsToString(info.documentation), ...tags].join(
      '\n',
    );
  }

  /** The completions between the quotes of the last `''` in a program. */
  const completions = (program: string): string[] =>
    serviceFor(program)
      .getCompletionsAtPosition(file(), program.lastIndexOf(`''`) + 1, {})!
      .entries.map((entry) => entry.name);

  test('hovering over a method shows a sentence, its parameters and an example, with type names instead of computed types', () => {
    const shown = hover(`${START}secuconnect.smart.transactions.start;`, 'start');
    expect(shown).toMatch(
      /start<Own>\(smartTransactionId: IdArgument<Own, "STX">, paymentMethod: \S*.*\.StartPaymentMethod, body\?: SmartTransactions\.StartParams, options\?: RequestOptions/,
    );
    expect(shown).toContain('ApiCall<SmartTransaction>');
    expect(shown).toContain('Capture a payment with a given method.');
    expect(shown).toContain('@param smartTransactionId Id of the Smart Transaction');
    expect(shown).toContain('@returns The Smart Transaction, ');
    expect(shown).toContain('@throws Status 405: The payment method is not offered');
    expect(shown).toContain('@example');
    expect(shown).toContain('await secuconnect.smart.transactions.start(');
    expect(shown).not.toMatch(/ \? .* : |infer |keyof /);
  });

  test('shows the description of a resource, and its type as one name', () => {
    const shown = hover(`${START}secuconnect.smart.transactions;`, 'transactions');
    expect(shown).toMatch(/: SmartTransactions\b/);
    expect(shown).toContain('The business case from basket to receipt.');
    expect(hover(`${START}secuconnect.payment.secupay;`, 'secupay')).toContain(': PaymentSecupay<RequestOptions>');
  });

  test.each([
    ['fields', `secuconnect.smart.transactions.list({ fields: ['id', ''] });`, 'customer.contact.surname'],
    ['sort', `secuconnect.smart.transactions.list({ sort: [''] });`, 'created:desc'],
    ['aggregate', `secuconnect.smart.transactions.list({ aggregate: { sum_by_prop: '' } });`, 'basket_info.sum'],
    ['expand', `secuconnect.smart.transactions.list({ expand: '' });`, 'customer'],
    ['a clause of q', `secuconnect.smart.transactions.list({ q: q.eq('', 1) });`, 'basket_info.sum'],
    ['a model', `q.for<SmartTransaction>().and(q.for<SmartTransaction>().eq('', 1));`, 'basket_info.sum'],
  ])('completion offers the paths of the model in %s', (_, program, path) => {
    expect(
      completions(`import { q, type SmartTransaction } from '@secuconnect/client';\n${START}${program}`),
    ).toContain(path);
  });
});
