/** Loads a package both ways. `unbounded` is a symbol: no copy of its type fits. */
import { q } from '@secuconnect/client';
import { unbounded } from './loads-common-js.cjs';

export const same: typeof q.unbounded = unbounded;
