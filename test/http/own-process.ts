import { spawn } from 'node:child_process';

const TYPESCRIPT_SOURCES = new URL('typescript-sources.mjs', import.meta.url);

/** How a process ended. */
export interface EndedProcess {
  readonly exitCode: number | null;
  readonly output: string;
  /** How long it went on after its last output, in milliseconds. */
  readonly lingeredMs: number;
}

/** Runs a TypeScript file in a process of its own, which may collect garbage, until it ends by itself. */
export async function runInOwnProcess(file: URL, ...commandLine: readonly string[]): Promise<EndedProcess> {
  const child = spawn(
    process.execPath,
    ['--expose-gc', '--import', TYPESCRIPT_SOURCES.href, file.pathname, ...commandLine],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  let lastOutputAt = performance.now();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    lastOutputAt = performance.now();
  });
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, output, lingeredMs: performance.now() - lastOutputAt };
}
