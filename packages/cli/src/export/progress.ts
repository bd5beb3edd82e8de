import type { Io } from '../console/io.ts';

/** A progress bar on stderr; on anything but a terminal, nothing is shown. */
export interface Progress {
  update(done: number, total: number): void;
  stop(): void;
}

export async function progressBar(io: Io): Promise<Progress> {
  if (io.stderr.isTTY !== true) return { update: () => undefined, stop: () => undefined };
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    format: '{bar} {percentage} %, {value} of {total}, {eta_formatted} left',
    stream: io.stderr,
    hideCursor: true,
  });
  let isStarted = false;
  return {
    update: (done, total) => {
      if (isStarted) {
        bar.setTotal(total);
        bar.update(done);
      } else bar.start(total, done);
      isStarted = true;
    },
    stop: () => {
      if (isStarted) bar.stop();
    },
  };
}
