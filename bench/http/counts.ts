/** Counts of one way, in a process of its own: the connections of 100 calls one after another, and the bytes that a call allocates. */
import { get } from 'node:http';
import { bytesPerRun } from '../allocation.ts';
import { inputOfChild, returnToParent } from '../child.ts';
import type { Origins } from './start-server.ts';
import { makeWay } from './ways.ts';

export interface CountsInput {
  readonly origins: Origins;
  readonly protocol: 'http' | 'https';
  readonly way: string;
}

export interface Counts {
  readonly sockets: number;
  /** Of a GET. Not measured with TLS, which allocates outside of the heap. */
  readonly bytes: number | undefined;
}

const SEQUENTIAL_CALLS = 100;
const WARM_UP_CALLS = 1_500;

const { origins, protocol, way: name } = inputOfChild<CountsInput>();

/** Connections that the server has seen. To ask opens one more. */
const connections = (): Promise<number> =>
  new Promise((resolve, reject) => {
    get(`${origins.http}/connections`, { agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve(Number(text)));
    }).once('error', reject);
  });

const way = await makeWay(name, origins[protocol]);
const before = await connections();
for (let call = 0; call < SEQUENTIAL_CALLS; call++) await way.get();
const sockets = (await connections()) - before - 1;
const bytes = protocol === 'http' ? await bytesPerRun(way.get, WARM_UP_CALLS) : undefined;
returnToParent({ sockets, bytes } satisfies Counts);
