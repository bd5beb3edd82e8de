import type { ResourceClass, Transport } from '@secuconnect/api';
import type { RequestOptions } from '../request-options.ts';

/** The class of a resource in this client: that of the api package over the client's transport, with lists that paginate automatically. */
export interface ResourceClassOf<Instance> extends Pick<ResourceClass, 'operations'> {
  new (transport: Transport<RequestOptions>): Instance;
}
