import { defineConfig } from 'tsdown';
import { base } from '../../tsdown.base.ts';

export default defineConfig({
  ...base,
  entry: ['src/index.ts'],
  platform: 'neutral',
  // openapi-fetch goes into the bundle: left outside, its CommonJS form breaks `require()` at run time.
  deps: { alwaysBundle: ['openapi-fetch'] },
});
