/** Loads a package both ways. `unbounded` is a symbol: no copy of its type fits. */
import { q } from '@secuconnect/client';
// oxlint-disable-next-line import/default -- `export =` is the default here
import loaded from './loads-common-js.cjs';

export const same: typeof q.unbounded = loaded.unbounded;
