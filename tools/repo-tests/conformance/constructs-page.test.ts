import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { inRepository } from '../../spec-tools/spec-paths.ts';
import { constructsPage } from './constructs-page.ts';

test('docs/spec-constructs.md has the verdict about each construct', async () => {
  const style = await resolveConfig(inRepository('package.json'));
  const page = await format(constructsPage(), { ...style, parser: 'markdown' });
  await expect(page).toMatchFileSnapshot(inRepository('docs/spec-constructs.md'));
});
