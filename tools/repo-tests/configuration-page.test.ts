import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configurationPage, interfacesWithoutTable } from '../docs-tools/configuration/configuration-page.ts';
import { formattedPage } from '../docs-tools/markdown.ts';
import { inRepository } from '../spec-tools/spec-paths.ts';

test('docs/configuration.md has every option', async () => {
  await expect(await formattedPage(configurationPage())).toMatchFileSnapshot(inRepository('docs/configuration.md'));
});

test('no interface with options is missing on the page', () => {
  expect(interfacesWithoutTable()).toEqual([]);
});

test('every environment variable that the client reads is on the page', () => {
  const page = readFileSync(inRepository('docs/configuration.md'), 'utf8');
  const sources = globSync('packages/client/src/**/*.ts', { cwd: inRepository('.') })
    .map((file) => readFileSync(inRepository(file), 'utf8'))
    .join('\n');
  const read = [...sources.matchAll(/\bread\('([A-Z_]+)'\)/g)].map(([, name]) => `SECUCONNECT_${name}`);
  const named = [...sources.matchAll(/'(SECUCONNECT_[A-Z_]+)'/g)].map(([, name]) => name!);
  const variables = [...new Set([...read, ...named])];
  expect(variables).toContain('SECUCONNECT_PUSH_KEYS');
  expect(variables.filter((name) => !page.includes(name))).toEqual([]);
});
