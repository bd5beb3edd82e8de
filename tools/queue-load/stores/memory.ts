import { memoryPushStore, type PushStore } from '@secuconnect/client/pushes';

/** One per worker: nothing keeps two workers from handling events about one object at the same time. A run with it shows that the load test sees that. */
export const openStore = (): PushStore => memoryPushStore();
