import type { ResourceClass, Transport } from '@secuconnect/api';
import type { RequestOptions } from '../request-options.ts';

/** The class of a resource as this client uses it: the one of the api package, whose lists page by themselves on our transport. */
export interface ResourceClassOf<Instance> extends Pick<ResourceClass, 'operations'> {
  new (transport: Transport<RequestOptions>): Instance;
}
