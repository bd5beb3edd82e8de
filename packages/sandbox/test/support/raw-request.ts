import { connect } from 'node:net';

/**
 * Sends bytes over a connection of their own, as no client would.
 *
 * @returns What came back until the server closed the connection, or until nothing came for `patience` (in ms).
 */
export function rawRequest(url: string, text: string, patience = 300): Promise<{ text: string; closed: boolean }> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    let received = '';
    const end = (closed: boolean): void => {
      socket.destroy();
      resolve({ text: received, closed });
    };
    socket.setTimeout(patience, () => end(false));
    socket.on('data', (data: Buffer) => (received += data.toString()));
    socket.on('error', () => end(true));
    socket.on('close', () => end(true));
    socket.write(text);
  });
}
